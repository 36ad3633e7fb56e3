import type { Settings } from '../../../shared/settings.ts';
import { lastMoment } from './assetsThen.ts';
import { knownSeq, type Moment, type Source } from './source.ts';

/**
 * The settings as they were and were known at a moment. Where none was changed since they are those of now; otherwise
 * the events of the store itself are read, which are few.
 */
export function settingsAt({ read, lookups }: Pick<Source, 'read' | 'lookups'>, moment: Moment): Settings {
  const changed = read.get('SELECT 1 FROM settings WHERE seq > ? LIMIT 1', moment.settled);
  if (!changed) return lookups.settings();
  const events = read.all<{ data: string }>(
    `SELECT data FROM events
     WHERE stream_id = (SELECT stream_id FROM events WHERE seq = 1) AND type IN ('STORE_CREATED', 'SETTINGS_CHANGED')
       AND seq <= ? AND recorded_at <= ? ORDER BY seq`,
    knownSeq(moment),
    lastMoment(moment),
  );
  return lookups.settingsOf(Object.assign({}, ...events.map(({ data }) => JSON.parse(data))));
}
