import { shallowEqual } from '@mantine/hooks';
import { memo, useRef } from 'react';
import type { HandoverKind } from '../../../shared/contract/commands.ts';
import { words } from '../../../shared/uiWords.ts';
import { fullMoment, moment } from '../../format.ts';
import { custodyWords } from '../../frame/custodyWords.ts';
import { Refused } from '../../parts/Refused.tsx';
import { to } from '../../routes.ts';
import { useCommand } from '../../state/useApp.ts';
import type { LineDraft } from './draft.ts';
import { LineDetails } from './LineDetails.tsx';
import type { CheckedLine } from './problems.ts';
import css from './Queue.module.css';
import { Destination, LostLine, UnknownLine } from './RowFixes.tsx';

interface QueueRowProps {
  readonly kind: HandoverKind;
  readonly line: CheckedLine;
  readonly said: LineDraft;
  /** what stands in its way, in a few words; null: it is ready */
  readonly short: string | null;
  /** another queue of the operator that it waits in too */
  readonly alsoIn: HandoverKind | null;
  /** it was scanned last */
  readonly fresh: boolean;
  readonly open: boolean;
  /** null: none is open */
  readonly onOpen: (item: string | null) => void;
  readonly onSay: (item: string, said: LineDraft) => void;
}

const { queue } = words.desk;
/** Characters of a tag or slot that always stand on one line; a longer one is broken. */
const LONG = 20;

/** One scanned line: what it is, who has it, whether it can go, and what is said of it. */
export const QueueRow = memo(Row, sameLooks);

function Row({ kind, line, said, short, alsoIn, fresh, open, onOpen, onSay }: QueueRowProps) {
  const { item, code, tag, model, custody, position, repeats, refused } = line;
  const { run, refused: removeRefused } = useCommand();
  const details = useRef<HTMLButtonElement>(null);
  const name = tag ?? code;
  const columns = kind === 'return' ? 7 : 6;

  function close(): void {
    onOpen(null);
    details.current?.focus();
  }

  return (
    <>
      <tr data-state={short === null ? 'ready' : 'blocked'} data-fresh={fresh}>
        <td className={css.number}>{position}</td>
        <td className={css.asset}>
          {tag === null ? <span className="tag">{code}</span> : <AssetLink tag={tag} />}
          <span className={css.second}>
            {[
              tag === null ? queue.unknown : model,
              tag !== null && code !== tag ? queue.asRead(code) : null,
              repeats > 0 ? queue.repeats(repeats) : null,
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </td>
        {tag === null ? (
          <td colSpan={columns - 3}>
            <div className={css.unknown}>
              <UnknownLine kind={kind} item={item} code={code} />
            </div>
          </td>
        ) : (
          <>
            <td className={css.where}>
              {custody && <Where custody={custody} />}
              {custody?.dueAt && kind !== 'issue' && <Due at={custody.dueAt} />}
            </td>
            {kind === 'return' && (
              <td>
                <Destination line={line} onChoose={() => onOpen(item)} />
              </td>
            )}
            <td className={css.check}>
              {short === null ? (
                <span className={css.ready}>
                  <span aria-hidden="true">✓ </span>
                  {queue.ready}
                </span>
              ) : (
                <span className="bad">{short}</span>
              )}
              {alsoIn && <span className={css.also}>{queue.alsoIn(alsoIn)}</span>}
              {isLost(refused) && <LostLine tag={tag} />}
            </td>
            <td>
              <button
                ref={details}
                type="button"
                className={css.details}
                aria-expanded={open}
                title={said.note}
                onClick={() => onOpen(open ? null : item)}
              >
                <span className={said.condition || said.note ? undefined : 'quiet'}>
                  {[said.condition, said.note].filter(Boolean).join(' · ') || queue.addDetails}
                </span>
                <span className="only-heard">
                  {' '}
                  {(kind === 'return' ? queue.editDetails : queue.editDetailsPlain)(tag)}
                </span>
              </button>
            </td>
          </>
        )}
        <td className={css.remove}>
          <button
            type="button"
            className={css.icon}
            aria-label={queue.remove(name)}
            onClick={() => void run({ command: 'queue.remove', kind, item })}
          >
            <span aria-hidden="true">✕</span>
          </button>
          <Refused refused={removeRefused} />
        </td>
      </tr>
      {open && (
        <tr className={css.opened}>
          <td colSpan={columns}>
            <LineDetails
              line={line}
              said={said}
              placed={kind === 'return'}
              onChange={(now) => onSay(item, now)}
              onClose={close}
            />
          </td>
        </tr>
      )}
    </>
  );
}

function AssetLink({ tag }: { readonly tag: string }) {
  return (
    <a className={`tag ${css.tag}`} data-long={tag.length > LONG} href={to('asset', { tag })}>
      {tag}
    </a>
  );
}

function Where({ custody }: { readonly custody: NonNullable<CheckedLine['custody']> }) {
  const where = custodyWords(custody);
  if (custody.status !== 'slot') return where;
  return (
    <span className={css.place} data-long={where.length > LONG}>
      {where}
    </span>
  );
}

function Due({ at }: { readonly at: string }) {
  const late = Date.parse(at) < Date.now();
  return (
    <span className={css.second} data-late={late} title={fullMoment(at)}>
      {(late ? queue.overdue : queue.due)(moment(at))}
    </span>
  );
}

/** Is it the loss that stands in the way? */
function isLost(refused: CheckedLine['refused']): boolean {
  const custody: unknown = refused?.details.custody;
  return custody !== null && typeof custody === 'object' && 'status' in custody && custody.status === 'lost';
}

/** Main judges all lines anew at every scan; of two hundred only those that look different are drawn again. */
function sameLooks(before: QueueRowProps, now: QueueRowProps): boolean {
  const { line: lineBefore, ...othersBefore } = before;
  const { line, ...others } = now;
  return shallowEqual(othersBefore, others) && JSON.stringify(lineBefore) === JSON.stringify(line);
}
