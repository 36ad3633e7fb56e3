import type { HolderAnswer, HolderRow, Page, SpanRow } from '../../../shared/contract/answers.ts';
import type { QueryArgs } from '../../../shared/contract/queries.ts';
import { foldHolder } from '../../../shared/holder/holderHistory.ts';
import { accept, type Result, refuse } from '../../../shared/result.ts';
import { formatInstant } from '../../../shared/time.ts';
import { type StayRow, stayColumns, stayJson } from './assetHistory.ts';
import { standsAt } from './custody.ts';
import { allOf, type Condition, likePattern, wordsOf } from './filters.ts';
import { openNames } from './names.ts';
import { decodeCursor, pageOf, textKey, timedKey } from './page.ts';
import { knownSeq, momentOf, type Source, timeOf } from './source.ts';
import { standJson } from './stands.ts';
import { isOverdue, viewsOf } from './views.ts';

/** No page: whoever looks at a holder sees all that they hold. */
const EVERYTHING = Number.MAX_SAFE_INTEGER;

interface Row {
  readonly holderId: string;
  readonly name: string;
  readonly nameKey: string;
  readonly reference: string | null;
  readonly organisation: string | null;
  readonly contact: string | null;
  readonly active: number;
  readonly correctedFrom: number | null;
  readonly version: number;
  readonly holding: number;
  readonly overdue: number;
}

/** Holders by name, each with how much they hold. */
export function listHolders(source: Source, args: QueryArgs<'holder.list'>): Result<Page<HolderRow>> {
  const { text, active, limit, order } = args;
  const cursor = decodeCursor(textKey, args.cursor);
  if (!cursor.ok) return cursor;
  const conditions: readonly Condition[] = [
    ...wordsOf(text).map((word) => ({
      sql: `(name || ' ' || coalesce(reference, '') || ' ' || coalesce(organisation, '') || ' ' || coalesce(contact, ''))
            LIKE ? ESCAPE '\\'`,
      values: [likePattern(word)],
    })),
    ...(active === undefined ? [] : [{ sql: 'active = ?', values: [active ? 1 : 0] }]),
  ];
  const { sql: where, values } = allOf(conditions);
  const total = source.read.get<{ n: number }>(`SELECT count(*) AS n FROM holders WHERE ${where}`, ...values)?.n ?? 0;
  const [direction, ahead] = order === 'asc' ? ['ASC', '>'] : ['DESC', '<'];
  const rows = source.read.all<Row>(
    `SELECT holder_id AS holderId, name, name_key AS nameKey, reference, organisation, contact, active,
       corrected_from AS correctedFrom, version,
       (SELECT count(*) FROM assets WHERE holder_id = holders.holder_id) AS holding,
       (SELECT count(*) FROM assets WHERE holder_id = holders.holder_id AND due_at < ?) AS overdue
     FROM holders WHERE ${where}${cursor.value ? ` AND name_key ${ahead} ?` : ''} ORDER BY name_key ${direction} LIMIT ?`,
    source.now(),
    ...values,
    ...(cursor.value ?? []),
    limit + 1,
  );
  return accept(pageOf(rows, limit, ({ nameKey }) => [nameKey], rowJson, total));
}

function rowJson({ nameKey: _, active, correctedFrom, ...row }: Row): HolderRow {
  return { ...row, active: active === 1, corrected: correctedFrom !== null };
}

/** A holder and what they hold, at a moment. */
export function getHolder(source: Source, args: QueryArgs<'holder.get'>): Result<HolderAnswer> {
  const moment = momentOf(source, args);
  const names = openNames(source, moment);
  const found = names.findHolder(args.name, 'name');
  if (!found.ok) return found;
  const holderId = found.value;
  const stream = source.history.stream(holderId, knownSeq(moment));
  const then = stream.entries.filter(({ point }) => point.at <= moment.at);
  const { state } = foldHolder(holderId, then);
  if (!state.exists) return refuse('NOT_FOUND', { entity: 'holder', field: 'name', holder: args.name, notYet: true });
  const { name, reference, organisation, contact, active } = state;
  const stands = standsAt(
    source,
    { caseId: null, holderId, status: null, after: null, limit: EVERYTHING, order: 'asc' },
    moment,
  );
  const views = viewsOf(
    source,
    stands.map(({ assetId }) => assetId),
    moment,
  );
  const now = timeOf(source, moment);
  return accept({
    holderId,
    name,
    reference,
    organisation,
    contact,
    active,
    corrected: stream.correctedFrom !== null && stream.correctedFrom <= moment.at,
    version: stream.version,
    holding: views.length,
    overdue: views.filter((view) => isOverdue(view, now)).length,
    addedAt: formatInstant(then[0]?.point.at ?? 0),
    assets: views.map((view) => ({
      ...standJson(view, names, moment.at),
      model: view.model,
      serial: view.serial,
    })),
  });
}

/** Everything that passed through a holder's hands, oldest first. */
export function holderHistory(source: Source, args: QueryArgs<'holder.history'>): Result<Page<SpanRow>> {
  const { limit, order } = args;
  const holderId = source.lookups.holder(args.name);
  if (holderId === null) return refuse('NOT_FOUND', { entity: 'holder', field: 'name', holder: args.name });
  const cursor = decodeCursor(timedKey, args.cursor);
  if (!cursor.ok) return cursor;
  const [direction, ahead] = order === 'asc' ? ['ASC', '>'] : ['DESC', '<'];
  const rows = source.read.all<StayRow & { readonly assetId: string }>(
    `SELECT ${stayColumns}, s.asset_id AS assetId FROM custody_spans s
     WHERE s.holder_id = ?${cursor.value ? ` AND (s.from_at, s.asset_id) ${ahead} (?, ?)` : ''}
     ORDER BY s.from_at ${direction}, s.asset_id ${direction} LIMIT ?`,
    holderId,
    ...(cursor.value ?? []),
    limit + 1,
  );
  return accept(pageOf(rows, limit, ({ fromAt, assetId }) => [fromAt, assetId], stayJson));
}
