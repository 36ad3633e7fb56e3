import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ImportRow } from '../../../shared/import/importAnswer.ts';
import { words } from '../../../shared/uiWords.ts';
import { moment } from '../../format.ts';
import { Empty } from '../../parts/Empty.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { When } from '../../parts/When.tsx';
import { useAnswer } from '../../state/useApp.ts';
import { useMay } from '../../state/useMay.ts';
import { CorrectImport } from '../correction/CorrectImport.tsx';
import css from './Import.module.css';
import { UndoDialog } from './UndoDialog.tsx';

/** Imports that are listed; older ones are in the audit trail. */
const SHOWN = 50;

/** Every import that was recorded, with its way back. */
export function ImportsSoFar() {
  const { value, refused } = useAnswer('import.list', { limit: SHOWN });
  const [undoing, setUndoing] = useState<ImportRow | null>(null);
  const undoes = useMay('import.undo');
  const { list } = words.imports;
  return (
    <section className={`panel ${css.stack}`} aria-label={list.title}>
      <h2>{list.title}</h2>
      <Refused refused={refused} />
      {value?.rows.length === 0 && <Empty title={list.none} />}
      {value && value.rows.length > 0 && (
        <div className={css.sofar}>
          <table>
            <thead>
              <tr>
                {Object.values(list.columns).map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
                {undoes && <td />}
              </tr>
            </thead>
            <tbody>
              {value.rows.map((row) => (
                <tr key={row.batch}>
                  <td>
                    <When at={row.at} />
                  </td>
                  <td>{row.actor}</td>
                  <td title={`${list.hash}: ${row.sha256}`}>
                    <span className="tag">{row.file}</span>
                    {row.note !== null && <div className="quiet small">{row.note}</div>}
                  </td>
                  <td className={css.count}>{row.rows.toLocaleString('en')}</td>
                  <td>{list.what(row.added, row.changed)}</td>
                  <td>
                    {row.undone ? (
                      <span className="chip" title={row.undone.reason}>
                        {list.undone(moment(row.undone.at), row.undone.actor ?? '')}
                      </span>
                    ) : (
                      <span className="chip" data-tone="ok">
                        {list.stands}
                      </span>
                    )}
                  </td>
                  {undoes && (
                    <td className={css.act}>
                      {!row.undone && <CorrectImport batch={row.batch} file={row.file} />}
                      {!row.undone && (
                        <Button color="red" aria-label={`${list.undo} ${row.file}`} onClick={() => setUndoing(row)}>
                          {list.undo}
                        </Button>
                      )}
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {undoing && <UndoDialog batch={undoing.batch} file={undoing.file} onClose={() => setUndoing(null)} />}
    </section>
  );
}
