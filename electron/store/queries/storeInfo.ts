import type { StoreInfo } from '../../../shared/contract/answers.ts';
import type { JsonObject, StoredEvent } from '../../../shared/event.ts';
import type { Chain } from '../chains.ts';
import { openEventNames } from './events.ts';
import type { Source } from './source.ts';

export interface StoreFacts {
  readonly chains: readonly Chain[];
  readonly device: { readonly deviceId: string; readonly shortCode: string } | null;
  readonly extra: JsonObject;
}

/** What the store is: whose, how large, where its chains have come to, and what of that is known outside. */
export function storeInfo(source: Source, { chains, device, extra }: StoreFacts): StoreInfo {
  const { read, log, lookups } = source;
  const witnessed = lastWitness(source);
  return {
    organisation: lookups.settings().organisation,
    storeId: log.bySeq(1)?.streamId ?? '',
    device: device && { deviceId: device.deviceId, shortCode: device.shortCode },
    lastSeq: log.lastSeq(),
    heads: chains.map(({ deviceId, shortCode, deviceSeq, seq, hash }) => ({
      deviceId,
      shortCode,
      deviceSeq,
      seq,
      hash,
    })),
    witnessed: witnessed && openEventNames(source).named(witnessed),
    schemaVersion: pragma(read, 'user_version'),
    counts: {
      events: log.lastSeq(),
      assets: count(read, 'assets'),
      cases: count(read, 'cases'),
      holders: count(read, 'holders'),
      operators: count(read, 'operators'),
      handovers: count(read, 'handovers'),
    },
    sizes: {
      bytes: pragma(read, 'page_size') * pragma(read, 'page_count'),
      pages: pragma(read, 'page_count'),
      freePages: pragma(read, 'freelist_count'),
    },
    ...extra,
  };
}

const count = (read: Source['read'], table: string): number =>
  read.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)?.n ?? 0;

const pragma = (read: Source['read'], name: 'user_version' | 'page_size' | 'page_count' | 'freelist_count'): number =>
  Object.values(read.get<Readonly<Record<string, number>>>(`PRAGMA ${name}`) ?? {})[0] ?? 0;

/** The newest export or backup that may have left the laptop. They are in the store's own stream, which is short. */
function lastWitness({ read, log }: Source): StoredEvent | null {
  const found = read.get<{ seq: number }>(
    `SELECT seq FROM events WHERE stream_id = (SELECT stream_id FROM events WHERE seq = 1)
       AND type IN ('EXPORT_MADE', 'BACKUP_MADE') AND data ->> '$.onThisLaptop' IS NULL ORDER BY seq DESC LIMIT 1`,
  );
  return found ? log.bySeq(found.seq) : null;
}
