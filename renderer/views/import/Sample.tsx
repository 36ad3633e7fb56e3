import type { ListLook } from '../../../shared/import/importTask.ts';
import { words } from '../../../shared/uiWords.ts';
import css from './Import.module.css';

/** Rows that are drawn; the rest of the sample serves the examples of the columns. */
const DRAWN = 12;

/** The first rows of a list under its column names. */
export function Sample({ look }: { readonly look: ListLook }) {
  const { sample, line } = words.imports.file;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className={css.sample} aria-label={sample} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{line}</th>
            {look.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {look.sample.slice(0, DRAWN).map((row) => (
            <tr key={row.line}>
              <td className="quiet">{row.line}</td>
              {look.columns.map((column, at) => (
                <td key={column}>{row.cells[at]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
