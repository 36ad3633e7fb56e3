import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { z } from 'zod';
import type { BackupList, JobState, Refused as RefusedAnswer } from '../../../shared/ipc/contract.ts';
import { words } from '../../../shared/uiWords.ts';
import { bytes } from '../../format.ts';
import { Busy } from '../../parts/Busy.tsx';
import { Empty } from '../../parts/Empty.tsx';
import { JobProgress } from '../../parts/JobProgress.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { When } from '../../parts/When.tsx';
import { useJob, useRunningJob } from '../../state/jobs.ts';
import { main } from '../../state/useApp.ts';
import css from './Admin.module.css';
import { RestoreDialog } from './RestoreDialog.tsx';

const say = words.backup;
const madeForm = z.object({ path: z.string(), bytes: z.number() });

/** Making backups, those that the app made by itself, and coming back from one. */
export function BackupSection() {
  const [list, setList] = useState<BackupList | null>(null);
  const [asked, setAsked] = useState<string | null>(null);
  const [refused, setRefused] = useState<RefusedAnswer | null>(null);
  const [from, setFrom] = useState<string | null>(null);
  const running = useRunningJob('backup');
  const ended = useJob(asked);
  const made = ended?.state === 'done' ? madeForm.parse(ended.outcome) : null;
  const runs = running !== null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: read again when a backup has ended
  useEffect(() => void main.ask('backup.list', {}).then(setList), [runs]);

  async function backUp(where: 'own' | 'chosen'): Promise<void> {
    const answer = await main.ask('backup.now', { where });
    setRefused(answer.ok ? null : answer.error);
    if (answer.ok && answer.value) setAsked(answer.value.job);
  }

  return (
    <>
      <p className={css.lead}>{say.lead}</p>
      <section className={`panel ${css.panel}`} aria-label={say.make.title}>
        <h2>{say.make.title}</h2>
        {running ? (
          <JobProgress job={running} label={say.make.running} />
        ) : (
          <div className={css.acts}>
            <Button variant="filled" onClick={() => void backUp('own')}>
              {say.make.now}
            </Button>
            <Button onClick={() => void backUp('chosen')}>{say.make.to}</Button>
          </div>
        )}
        <Refused refused={refused ?? failureOf(ended)} />
        <div role="status">{made && <p>{say.make.done(made.path, bytes(made.bytes))}</p>}</div>
        <p className="quiet">{say.make.hint}</p>
      </section>
      <section className={`panel ${css.panel}`} aria-label={say.own.title}>
        <h2>{say.own.title}</h2>
        {list === null && <Busy />}
        {list?.rows.length === 0 && <Empty title={say.own.none} hint={say.own.noneHint} />}
        {list && list.rows.length > 0 && (
          <div className={css.room}>
            <table className={css.table}>
              <thead>
                <tr>
                  <th scope="col">{say.own.made}</th>
                  <th scope="col">{say.own.size}</th>
                  <th scope="col">{say.own.file}</th>
                  <th scope="col">
                    <span className="only-heard">{say.own.act}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {list.rows.map(({ path, file, at, bytes: size }) => (
                  <tr key={file}>
                    <td>
                      <When at={new Date(at).toISOString()} />
                    </td>
                    <td>{bytes(size)}</td>
                    <td className={css.code}>{file}</td>
                    <td>
                      <Button variant="subtle" aria-label={say.own.restoreOf(file)} onClick={() => setFrom(path)}>
                        {say.own.restore}
                      </Button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        {list && (
          <p className="quiet">
            {say.own.next} <Due at={list.dueAt} />. {say.own.keeps}
          </p>
        )}
      </section>
      <section className={`panel ${css.panel}`} aria-label={say.restore.title}>
        <h2>{say.restore.title}</h2>
        <p className="quiet">{say.restore.lead}</p>
        <div>
          <Button onClick={() => void main.ask('backup.chooseRestore', {}).then(({ path }) => setFrom(path))}>
            {say.restore.choose}
          </Button>
        </div>
      </section>
      {from !== null && <RestoreDialog from={from} onClose={() => setFrom(null)} />}
    </>
  );
}

const failureOf = (job: JobState | null): RefusedAnswer | null => (job?.state === 'failed' ? job.error : null);

function Due({ at }: { readonly at: number | null }) {
  if (at === null) return say.own.nothingNew;
  return at <= Date.now() ? say.own.soon : <When at={new Date(at).toISOString()} />;
}
