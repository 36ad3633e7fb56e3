import { useRef } from 'react';
import { z } from 'zod';
import type { AssignmentAnswer, AssignmentLogEntry } from '../../../shared/contract/assignmentAnswers.ts';
import { words } from '../../../shared/uiWords.ts';
import { moment } from '../../format.ts';
import { When } from '../../parts/When.tsx';
import { useWantedRow, type Wanted } from '../asset/useWantedRow.ts';
import css from './Assignment.module.css';

const { log: say, steps } = words.assignments;

/** What a reading keeps of itself. */
const Reading = z.object({ openedAt: z.string().optional(), via: z.string().optional() }).catch({});
const Device = z.object({ platform: z.string(), appVersion: z.string() }).nullable().catch(null);

interface AssignmentLogProps {
  readonly assignment: AssignmentAnswer;
  readonly wanted: Wanted | null;
}

/** Every step of an assignment, the oldest first, with who and when; what was declined stands among them. */
export function AssignmentLog({ assignment: { log, declines }, wanted }: AssignmentLogProps) {
  const list = useRef<HTMLOListElement>(null);
  useWantedRow(list, wanted, true);
  const lines = [
    ...log.map((entry) => ({ at: entry.createdAt, key: entry.id, line: <Step entry={entry} /> })),
    ...declines.map(({ at, actor, reason }) => ({
      at,
      key: `declined ${at}`,
      line: (
        <>
          <b className="bad">{say.declined}</b>
          <span>{actor}</span>
          <When at={at} />
          <span className={css.more}>“{reason}”</span>
        </>
      ),
    })),
  ].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return (
    <section className="panel" aria-label={say.title}>
      <h2>{say.title}</h2>
      <ol ref={list} className={css.log}>
        {lines.map(({ key, line }) => (
          <li
            key={key}
            data-event={key}
            data-wanted={key === wanted?.eventId || undefined}
            tabIndex={key === wanted?.eventId ? -1 : undefined}
          >
            {line}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Step({ entry }: { readonly entry: AssignmentLogEntry }) {
  const { status, actor, actorRole, createdAt, note, superseded, data, deviceInfo } = entry;
  const { openedAt, via } = Reading.parse(data);
  const device = Device.parse(deviceInfo);
  const more = [
    note !== null && `“${note}”`,
    openedAt !== undefined && `${say.openedAt} ${moment(openedAt)}`,
    status === 'read' && via === 'command-line' && say.via,
    (status === 'read' || status === 'acknowledged') && device && say.on(device.platform, device.appVersion),
  ].filter(Boolean);
  return (
    <>
      <b>
        <span className={superseded ? css.gone : undefined}>{steps[status]}</span>{' '}
        {superseded && (
          <span className="chip" data-tone="bad">
            {say.takenBack}
          </span>
        )}
      </b>
      <span>
        {actor ?? say.system} {actorRole && <span className="quiet small">{words.roles[actorRole]}</span>}
      </span>
      <When at={createdAt} />
      {more.length > 0 && <span className={css.more}>{more.join(' · ')}</span>}
    </>
  );
}
