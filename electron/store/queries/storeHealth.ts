import type { NamedEvent, StoreHealth } from '../../../shared/contract/answers.ts';
import { openEventNames } from './events.ts';
import type { Source } from './source.ts';

/** When the record was last checked and copied, beside what this laptop says of itself. */
export function storeHealth(
  source: Source,
  laptop: Omit<StoreHealth, 'verified' | 'backup' | 'restored'>,
): StoreHealth {
  const verified = newest(source, 'VERIFIED');
  return { ...laptop, verified, backup: newest(source, 'BACKUP_MADE'), restored: waitingRestore(source) };
}

/** The newest restore that no admin has acknowledged yet; null: none. */
function waitingRestore(source: Source): NamedEvent | null {
  const found = source.read.get<{ seq: number }>(
    `SELECT seq FROM doubtful_events WHERE kind = 'restored' ORDER BY seq DESC LIMIT 1`,
  );
  const event = found ? source.log.bySeq(found.seq) : null;
  return event && openEventNames(source).named(event);
}

/** The newest event of a type in the store's own stream, which is looked through from its end. */
function newest(source: Source, type: string): NamedEvent | null {
  const { read, log } = source;
  const found = read.get<{ seq: number }>(
    `SELECT seq FROM events WHERE stream_id = (SELECT stream_id FROM events WHERE seq = 1) AND type = ?
     ORDER BY seq DESC LIMIT 1`,
    type,
  );
  const event = found ? log.bySeq(found.seq) : null;
  return event && openEventNames(source).named(event);
}
