import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { StoredEvent } from '../../../shared/event.ts';
import { roles } from '../../../shared/session.ts';
import { nameKey } from '../../../shared/text.ts';
import { DAY_MS } from '../../../shared/time.ts';
import { type SearchEntry, words } from './search.ts';

/** Recorded later than this after it happened, an event is listed as an exception. */
export const LATE_MS = DAY_MS;

const operatorAdded = z.object({ name: z.string(), role: z.enum(roles) });
const renamed = z.object({ name: z.string() });
const roleChanged = z.object({ role: z.enum(roles) });
const handoverFact = z.object({
  receipt: z.string(),
  number: z.number(),
  kind: z.enum(['issue', 'return', 'transfer']),
  holder: z.string().optional(),
  holderId: z.string().optional(),
  to: z.string().optional(),
  toId: z.string().optional(),
  operatorId: z.string(),
  items: z.array(z.looseObject({ tag: z.string() })),
  missingAcceptance: z.array(z.string()),
});
const flagged = z.object({ eventId: z.string() });

/**
 * Tables that each event changes by itself, in the order of arrival: operators, settings, handovers, flags and doubts.
 * Their events are never corrected, so nothing is read again.
 */
export function openByEvent(db: Database) {
  const addOperator = db.prepare(
    `INSERT INTO operators (operator_id, name, name_key, role, active, added_at, version)
     VALUES (@operatorId, @name, @nameKey, @role, 1, @addedAt, @seq)`,
  );
  const setRole = db.prepare('UPDATE operators SET role = @role, version = @seq WHERE operator_id = @operatorId');
  const rename = db.prepare(
    'UPDATE operators SET name = @name, name_key = @nameKey, version = @seq WHERE operator_id = @operatorId',
  );
  const deactivate = db.prepare('UPDATE operators SET active = 0, version = @seq WHERE operator_id = @operatorId');
  const touch = db.prepare('UPDATE operators SET version = @seq WHERE operator_id = @operatorId');
  const setSetting = db.prepare(
    `INSERT INTO settings (name, value, seq) VALUES (@name, @value, @seq)
     ON CONFLICT (name) DO UPDATE SET value = @value, seq = @seq`,
  );
  const addHandover = db.prepare(
    `INSERT INTO handovers (handover_id, receipt, device_id, number, kind, holder_id, to_id, operator_id, occurred_at,
       items, missing, event_id, seq)
     VALUES (@handoverId, @receipt, @deviceId, @number, @kind, @holderId, @toId, @operatorId, @occurredAt,
       @items, @missing, @eventId, @seq)`,
  );
  const addFlag = db.prepare(
    `INSERT INTO flags (event_id, target_id, stream_type, stream_id, note, flagged_by, flagged_at, closed_by, seq)
     VALUES (@eventId, @targetId, @streamType, @streamId, @note, @flaggedBy, @flaggedAt, NULL, @seq)`,
  );
  const closeFlag = db.prepare('UPDATE flags SET closed_by = @by WHERE target_id = @targetId AND closed_by IS NULL');
  const doubt = db.prepare('INSERT INTO doubtful_events (event_id, kind, seq, at) VALUES (@eventId, @kind, @seq, @at)');
  const noLongerLate = db.prepare(
    `DELETE FROM doubtful_events WHERE kind = 'recorded_late' AND seq = (SELECT seq FROM events WHERE event_id = ?)`,
  );
  const acknowledged = db.prepare(`DELETE FROM doubtful_events WHERE kind = 'restored' AND event_id = ?`);
  const chain = db.prepare<[string], { recorded_at: number; supersedes_event_id: string | null }>(
    'SELECT recorded_at, supersedes_event_id FROM events WHERE event_id = ?',
  );

  /** When the first event of a chain was written down: a correction is not late, what it corrects may be. */
  function firstRecordedAt(event: StoredEvent): number {
    let { recordedAt } = event;
    for (let id = event.supersedesEventId; id !== null; ) {
      const earlier = chain.get(id);
      if (!earlier) throw new Error(`event ${id} is superseded but not there`);
      recordedAt = earlier.recorded_at;
      id = earlier.supersedes_event_id;
    }
    return recordedAt;
  }

  function takeDoubts(event: StoredEvent): void {
    const { eventId, seq, occurredAt: at } = event;
    if (event.clockSuspect) doubt.run({ eventId, kind: 'clock_suspect', seq, at });
    if (event.type === 'HEAD_DOUBTED') doubt.run({ eventId, kind: 'head_doubted', seq, at });
    if (event.type === 'STORE_RESTORED') doubt.run({ eventId, kind: 'restored', seq, at });
    if (event.type === 'RESTORE_ACKNOWLEDGED') acknowledged.run(flagged.parse(event.data).eventId);
    if (event.supersedesEventId !== null) noLongerLate.run(event.supersedesEventId);
    if (event.type !== 'EVENT_VOIDED' && firstRecordedAt(event) - at > LATE_MS) {
      doubt.run({ eventId, kind: 'recorded_late', seq, at });
    }
  }

  function takeFlags(event: StoredEvent): void {
    if (event.supersedesEventId !== null) closeFlag.run({ by: event.eventId, targetId: event.supersedesEventId });
    if (event.type === 'EVENT_FLAG_DISMISSED') {
      closeFlag.run({ by: event.eventId, targetId: flagged.parse(event.data).eventId });
    }
    if (event.type === 'EVENT_FLAGGED') {
      addFlag.run({
        eventId: event.eventId,
        targetId: flagged.parse(event.data).eventId,
        streamType: event.streamType,
        streamId: event.streamId,
        note: event.note ?? '',
        flaggedBy: event.actorId ?? '',
        flaggedAt: event.occurredAt,
        seq: event.seq,
      });
    }
  }

  function takeOwn(event: StoredEvent): SearchEntry | null {
    const { type, streamId: operatorId, seq } = event;
    switch (type) {
      case 'OPERATOR_ADDED': {
        const { name, role } = operatorAdded.parse(event.data);
        addOperator.run({ operatorId, name, nameKey: nameKey(name), role, addedAt: event.occurredAt, seq });
        return null;
      }
      case 'OPERATOR_ROLE_CHANGED':
        setRole.run({ operatorId, role: roleChanged.parse(event.data).role, seq });
        return null;
      case 'OPERATOR_DEACTIVATED':
        deactivate.run({ operatorId, seq });
        return null;
      case 'OPERATOR_RENAMED': {
        const { name } = renamed.parse(event.data);
        rename.run({ operatorId, name, nameKey: nameKey(name), seq });
        return null;
      }
      case 'OPERATOR_PIN_SET':
      case 'OPERATOR_UNLOCKED':
      case 'THRESHOLD_REACHED':
      case 'THRESHOLD_LOST':
        touch.run({ operatorId, seq });
        return null;
      case 'STORE_CREATED':
      case 'SETTINGS_CHANGED':
        for (const [name, value] of Object.entries(event.data)) {
          setSetting.run({ name, value: JSON.stringify(value), seq });
        }
        return null;
      case 'HANDOVER_COMMITTED': {
        const fact = handoverFact.parse(event.data);
        addHandover.run({
          handoverId: event.streamId,
          receipt: fact.receipt,
          deviceId: event.deviceId,
          number: fact.number,
          kind: fact.kind,
          holderId: fact.holderId ?? null,
          toId: fact.toId ?? null,
          operatorId: fact.operatorId,
          occurredAt: event.occurredAt,
          items: fact.items.length,
          missing: JSON.stringify(fact.missingAcceptance),
          eventId: event.eventId,
          seq,
        });
        return {
          kind: 'receipt',
          entityId: event.streamId,
          title: fact.receipt,
          codes: `${fact.receipt} ${fact.receipt.replaceAll('-', '')}`,
          words: words(fact.holder, fact.to),
        };
      }
      default:
        return null;
    }
  }

  return {
    /** @returns what of it can be searched, if anything */
    take(event: StoredEvent): SearchEntry | null {
      takeDoubts(event);
      takeFlags(event);
      return takeOwn(event);
    },

    clear(): void {
      db.exec(
        'DELETE FROM operators; DELETE FROM settings; DELETE FROM handovers; DELETE FROM flags; DELETE FROM doubtful_events',
      );
    },
  };
}
