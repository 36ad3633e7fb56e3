import { z } from 'zod';
import type { Refused } from '../../../shared/ipc/contract.ts';
import { words } from '../../../shared/uiWords.ts';
import { to } from '../../routes.ts';
import css from './Import.module.css';

const names = z.array(z.string()).default([]);
/** What a refusal to undo an import lists: the first of each kind, and how many there are in all. */
const listed = z.object({ batch: z.string(), assets: names, cases: names, holders: names, count: z.int() });

/** Everything that stands on an import, with the way to it. Nothing where it was refused for another reason. */
export function InTheWay({ refused: { details } }: { readonly refused: Refused }) {
  const read = listed.safeParse(details);
  if (!read.success) return null;
  const { assets, cases, holders, count } = read.data;
  const links: readonly (readonly [name: string, href: string])[] = [
    ...assets.map((tag) => [tag, to('asset', { tag })] as const),
    ...cases.map((code) => [code, to('case', { code })] as const),
    ...holders.map((holder) => [holder, to('holder', { name: holder })] as const),
  ];
  const { inTheWay, others } = words.imports.undo;
  return (
    <section className={css.inTheWay} aria-label={inTheWay(count)}>
      <strong>{inTheWay(count)}</strong>
      {/* Longer than the dialog: it is walked by keyboard. */}
      <ul>
        {links.map(([name, href]) => (
          <li key={href}>
            <a className="tag" href={href}>
              {name}
            </a>
          </li>
        ))}
        {count > links.length && <li className="quiet">{others(count - links.length)}</li>}
      </ul>
    </section>
  );
}
