import type { Database, Statement } from 'better-sqlite3';
import { z } from 'zod';
import type { OperatorSeen } from '../../shared/decide/look.ts';
import { defaultSettings, type Settings } from '../../shared/settings.ts';
import { nameKey, tagKey } from '../../shared/text.ts';

/** UUIDs as text */
const ID_LENGTH = 36;

export type Lookups = ReturnType<typeof openLookups>;

const settingsForm = z.object({
  organisation: z.string(),
  threshold: z.number(),
  thresholdPeriodDays: z.number().nullable(),
  termsText: z.string(),
  termsVersion: z.number(),
  lockAfterMinutes: z.number(),
  dueSoonHours: z.number(),
  sealRequired: z.boolean(),
  bindPins: z.boolean(),
  scannerSuffix: z.enum(['enter', 'tab', 'none']),
  scannerBlankingMs: z.number(),
  scannerKeyGapMs: z.number(),
}) satisfies z.ZodType<Settings>;

/** All settings, of those that were set. */
function settingsOf(set: Readonly<Record<string, unknown>>): Settings {
  return settingsForm.parse({ ...defaultSettings, ...set });
}

/** From what people know, tags, codes and names, to ids; settings; operators. */
export function openLookups(db: Database) {
  const assetByCode = db.prepare<[string], string>('SELECT asset_id FROM asset_codes WHERE code_key = ?').pluck();
  const assetById = db.prepare<[string], string>('SELECT asset_id FROM assets WHERE asset_id = ?').pluck();
  const caseByCode = db.prepare<[string], string>('SELECT case_id FROM cases WHERE code_key = ?').pluck();
  const caseById = db.prepare<[string], string>('SELECT case_id FROM cases WHERE case_id = ?').pluck();
  const holderByName = db.prepare<[string], string>('SELECT holder_id FROM holders WHERE name_key = ?').pluck();
  const holderById = db.prepare<[string], string>('SELECT holder_id FROM holders WHERE holder_id = ?').pluck();
  type OperatorRow = { operatorId: string; name: string; role: OperatorSeen['role']; active: number };
  const operatorColumns = 'SELECT operator_id AS operatorId, name, role, active FROM operators';
  const operatorByName = db.prepare<[string], OperatorRow>(`${operatorColumns} WHERE name_key = ?`);
  const operatorById = db.prepare<[string], OperatorRow>(`${operatorColumns} WHERE operator_id = ?`);
  const operators = db.prepare<[], OperatorRow>(`${operatorColumns} ORDER BY name_key`);
  const settings = db.prepare<[], { name: string; value: string }>('SELECT name, value FROM settings');
  const flag = db.prepare<[string], { eventId: string; note: string }>(
    'SELECT event_id AS eventId, note FROM flags WHERE target_id = ? AND closed_by IS NULL',
  );
  const restoreWaits = db.prepare<[string], { n: 1 }>(
    `SELECT 1 AS n FROM doubtful_events WHERE event_id = ? AND kind = 'restored'`,
  );
  const nextReceipt = db
    .prepare<[string], number>('SELECT coalesce(max(number), 0) + 1 FROM handovers WHERE device_id = +?')
    .pluck();

  const completedBy = db
    .prepare<[string, number], number>('SELECT count(*) FROM assignments WHERE recipient_id = ? AND completed_at >= ?')
    .pluck();
  const lastCrossing = db
    .prepare<[string], number>(
      'SELECT reached FROM threshold_crossings WHERE recipient_id = ? ORDER BY seq DESC LIMIT 1',
    )
    .pluck();
  const waiting = db
    .prepare<[string], string>(
      `SELECT assignment_id FROM assignments WHERE recipient_id = ? AND status = 'dispatched' ORDER BY dispatched_at`,
    )
    .pluck();

  /** What cannot be an id is not looked for: most codes of a new list are unknown. */
  const byId = (select: Statement<[string], string>, id: string): string | null =>
    id.length === ID_LENGTH ? (select.get(id) ?? null) : null;
  const seen = (row: OperatorRow | undefined): OperatorSeen | null =>
    row ? { ...row, active: row.active === 1 } : null;

  return {
    /** by tag or barcode, as written or normalised, or by id */
    asset: (code: string): string | null => assetByCode.get(tagKey(code)) ?? byId(assetById, code),
    case: (code: string): string | null => caseByCode.get(nameKey(code)) ?? byId(caseById, code),
    holder: (name: string): string | null => holderByName.get(nameKey(name)) ?? byId(holderById, name),
    operator: (name: string): OperatorSeen | null => seen(operatorByName.get(nameKey(name)) ?? operatorById.get(name)),
    operatorById: (id: string): OperatorSeen | null => seen(operatorById.get(id)),
    operators: (): readonly OperatorSeen[] => operators.all().map((row) => ({ ...row, active: row.active === 1 })),
    unansweredFlag: (targetId: string): { eventId: string; note: string } | null => flag.get(targetId) ?? null,
    restoreWaits: (eventId: string): boolean => restoreWaits.get(eventId) !== undefined,
    /** how many assignments count as completed since a moment, ms */
    completedBy: (recipientId: string, since: number): number => completedBy.get(recipientId, since) ?? 0,
    /** what was last recorded of a recipient and the threshold: reached, and not lost since */
    thresholdReached: (recipientId: string): boolean => lastCrossing.get(recipientId) === 1,
    /** assignments that were dispatched to an operator and not delivered yet, oldest first */
    waitingFor: (recipientId: string): readonly string[] => waiting.all(recipientId),
    nextReceipt: (deviceId: string): number => nextReceipt.get(deviceId) ?? 1,

    settings(): Settings {
      return settingsOf(Object.fromEntries(settings.all().map(({ name, value }) => [name, JSON.parse(value)])));
    },
    settingsOf,
  };
}
