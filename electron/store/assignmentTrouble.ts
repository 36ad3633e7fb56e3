import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { dispatchedForm, statusOf, stepsFrom } from '../../shared/assignment/assignment.ts';
import { isBlank } from '../../shared/text.ts';
import type { EventRow } from './eventRow.ts';

/** An assignment so far: its last step, and what its dispatch laid down. */
interface Standing {
  readonly last: string;
  readonly recipientId: string | null;
  readonly textHash: string | null;
}

const COORDINATING: ReadonlySet<string | null> = new Set(['coordinator', 'admin']);
const BY_RECIPIENT: ReadonlySet<string> = new Set([
  'ASSIGNMENT_READ',
  'ASSIGNMENT_ACKNOWLEDGED',
  'ASSIGNMENT_COMPLETED',
  'EVENT_DECLINED',
]);
const ASIDE: ReadonlySet<string> = new Set(['EVENT_DECLINED', 'EVENT_FLAGGED', 'EVENT_FLAG_DISMISSED']);

/**
 * Holds the events of assignments against the rules that migrations 0001 and 0004 keep when they are written, and the
 * hash of each text against the text, which SQLite cannot. To be given every event of the log's assignments in order.
 *
 * @returns a function from a row to the rest of a sentence that begins with "Event 12", or null when all is well
 */
export function openAssignmentCheck(db: Database): (row: EventRow) => string | null {
  const standing = new Map<string, Standing>();
  const selectOperator = db.prepare<[string, number], number>(
    "SELECT 1 FROM events WHERE stream_id = ? AND stream_type = 'operator' AND seq < ?",
  );
  // SQLite and JavaScript disagree on which of two fields of one name counts.
  const saysTwice = db
    .prepare<[string, string], number>(
      'SELECT CASE WHEN json_valid(?) THEN (SELECT count(*) <> count(DISTINCT key) FROM json_each(?)) END',
    )
    .pluck();

  function dispatchTrouble({ type, data, seq, dataText }: Read): string | null {
    if (type !== 'ASSIGNMENT_DISPATCHED') return null;
    if (saysTwice.get(dataText, dataText) === 1) return 'says one thing twice, so that nobody can tell which counts.';
    const form = dispatchedForm.safeParse(data);
    if (!form.success) return 'dispatches something that cannot be read.';
    const { title, text, textHash, recipientId } = form.data;
    if (isBlank(title) || isBlank(text)) return 'dispatches nothing.';
    if (!selectOperator.get(recipientId, seq)) return 'was dispatched to somebody who was not known then.';
    const found = createHash('sha256').update(text).digest('hex');
    return found === textHash ? null : 'was dispatched with a text that does not fit its hash.';
  }

  return (row) => {
    const event = read(row);
    const before = standing.get(event.streamId);
    if (statusOf[event.type]) standing.set(event.streamId, after(event, before));
    return (
      stepTrouble(event, before) ??
      whoTrouble(event, before) ??
      dispatchTrouble(event) ??
      contentTrouble(event, before) ??
      deviceTrouble(event)
    );
  };
}

type Read = ReturnType<typeof read>;

const read = (row: EventRow) => ({
  seq: row[0],
  streamId: row[6],
  type: row[7],
  actorKind: row[13],
  actorId: row[14],
  actorRole: row[15],
  dataText: row[16],
  data: jsonOf(row[16]),
  note: row[18],
  deviceInfo: jsonOf(row[19]),
  supersedes: row[23],
  reason: row[24],
});

/** What stands once an event is taken. A second dispatch lays down nothing new. */
function after({ type, data }: Read, before: Standing | undefined): Standing {
  if (before || type !== 'ASSIGNMENT_DISPATCHED') {
    return { recipientId: null, textHash: null, ...before, last: type };
  }
  const { recipientId, textHash } = data;
  return {
    last: type,
    recipientId: typeof recipientId === 'string' ? recipientId : null,
    textHash: typeof textHash === 'string' ? textHash : null,
  };
}

function stepTrouble({ type, supersedes }: Read, before: Standing | undefined): string | null {
  const status = statusOf[type];
  const last = before && statusOf[before.last];
  const ended = last === 'completed' || last === 'cancelled';
  if (!status) {
    if (!ASIDE.has(type)) return 'is of no kind that an assignment has.';
    if (!last) return 'is about an assignment that was not dispatched.';
    return type === 'EVENT_DECLINED' && ended ? `declines an assignment that is ${last} already.` : null;
  }
  const takesBack = status === 'cancelled' && last === 'completed' && supersedes !== null;
  const legal = status === 'dispatched' ? !last : takesBack || (last && stepsFrom[status].includes(last));
  return legal ? null : `is no step that an assignment can take after ${last ?? 'nothing'}.`;
}

function whoTrouble(
  { type, actorKind, actorId, actorRole, supersedes }: Read,
  before: Standing | undefined,
): string | null {
  if (BY_RECIPIENT.has(type) && (actorId === null || actorId !== before?.recipientId)) {
    return 'is a step that only the recipient can take, and somebody else took it.';
  }
  if (type === 'ASSIGNMENT_DELIVERED' && actorKind !== 'system') return 'was delivered by a person.';
  const needsRole = type === 'ASSIGNMENT_DISPATCHED' || type === 'ASSIGNMENT_CANCELLED';
  if (needsRole && !COORDINATING.has(actorRole)) return 'was recorded by somebody who may not dispatch or cancel.';
  return needsRole && supersedes !== null && actorRole !== 'admin' ? 'takes a completion back without an admin.' : null;
}

function contentTrouble({ type, data, note, supersedes, reason }: Read, before: Standing | undefined): string | null {
  switch (type) {
    case 'ASSIGNMENT_READ':
      return data.textHash === before?.textHash ? null : 'confirms another text than the one that was dispatched.';
    case 'ASSIGNMENT_CANCELLED':
      if (note === null || isBlank(note)) return 'cancels without saying why.';
      return supersedes !== null && note !== reason
        ? 'takes a completion back for another reason than it notes.'
        : null;
    case 'EVENT_DECLINED':
      return typeof data.reason === 'string' && !isBlank(data.reason) ? null : 'declines without saying why.';
    default:
      return null;
  }
}

function deviceTrouble({ deviceInfo }: Read): string | null {
  const said = [deviceInfo.platform, deviceInfo.appVersion];
  return said.every((one) => typeof one === 'string' && !isBlank(one))
    ? null
    : 'does not say on what device, and with which version of the app, it was recorded.';
}

/** An object's fields; of anything else none. That it is no JSON at all is a finding of another check. */
function jsonOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' ? { ...value } : {};
  } catch {
    return {};
  }
}
