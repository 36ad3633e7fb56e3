import type { Database, Statement } from 'better-sqlite3';
import type { Asset, AssetHistory } from '../../../shared/custody/asset.ts';
import { tagKey } from '../../../shared/text.ts';
import type { StreamHistory } from '../history.ts';
import { openAssetFormerly } from './assetFormerly.ts';
import { placeColumns } from './custodySpans.ts';

/** What an asset's row says, in the order of its values; `asset_id` stands before them. */
const columns = [
  'tag',
  'tag_key',
  'barcode',
  'model',
  'serial',
  'manufacturer',
  'model_code',
  'category',
  'notes',
  'attributes',
  'status',
  'case_id',
  'slot_no',
  'holder_id',
  'since',
  'due_at',
  'opened_by',
  'home_case_id',
  'home_slot_no',
  'condition',
  'added_at',
  'corrected_from',
  'version',
] as const;

type Value = string | number | null;

/** Custody now, one row an asset, and the codes that assets ever had; the only module that writes them. */
export function openAssets(db: Database) {
  const formerly = openAssetFormerly(db);
  const select = db
    .prepare<[string], readonly Value[]>(`SELECT ${columns.join(', ')} FROM assets WHERE asset_id = ?`)
    .raw();
  const insert = db.prepare<Value[]>(
    `INSERT INTO assets (asset_id, ${columns.join(', ')}) VALUES (?${', ?'.repeat(columns.length)})`,
  );
  /** by the columns that they set */
  const updates = new Map<string, Statement<Value[]>>();
  const remove = db.prepare('DELETE FROM assets WHERE asset_id = ?');
  const removeCodes = db.prepare('DELETE FROM asset_codes WHERE asset_id = ?');
  const insertCode = db.prepare('INSERT INTO asset_codes (code_key, asset_id, kind) VALUES (?, ?, ?)');
  const countCodes = db.prepare<[string], number>('SELECT count(*) FROM asset_codes WHERE asset_id = ?').pluck();

  /** Every code that the asset's effective events gave it: `[key, kind]`, the tag first. */
  const codesOf = ({ entries }: StreamHistory): ReadonlyMap<string, 'tag' | 'barcode'> => {
    const codes = new Map<string, 'tag' | 'barcode'>();
    for (const { type, data } of entries) {
      if (type === 'ASSET_ADDED' && typeof data.tag === 'string') codes.set(tagKey(data.tag), 'tag');
    }
    for (const { type, data } of entries) {
      if ((type !== 'ASSET_ADDED' && type !== 'ASSET_CHANGED') || typeof data.barcode !== 'string') continue;
      const key = tagKey(data.barcode);
      if (!codes.has(key)) codes.set(key, 'barcode');
    }
    return codes;
  };

  /** Sets what is not as it was: SQLite writes every index of a column that is set, whatever its value. */
  function update(assetId: string, before: readonly Value[], values: readonly Value[]): void {
    const changed = columns.flatMap((column, i) =>
      values[i] === before[i] ? [] : [{ column, value: values[i] ?? null }],
    );
    if (changed.length === 0) return;
    const set = changed.map(({ column }) => `${column} = ?`).join(', ');
    const known = updates.get(set);
    const statement = known ?? db.prepare<Value[]>(`UPDATE assets SET ${set} WHERE asset_id = ?`);
    if (!known) updates.set(set, statement);
    statement.run(...changed.map(({ value }) => value), assetId);
  }

  return {
    /** Takes an asset's row and codes away; several assets may then exchange slots or tags in one transaction. */
    withdraw(assetId: string): void {
      remove.run(assetId);
      removeCodes.run(assetId);
    },

    write({ assetId, asset, formers }: AssetHistory, stream: StreamHistory): void {
      formerly.write(assetId, formers);
      if (!asset.exists) {
        remove.run(assetId);
        removeCodes.run(assetId);
        return;
      }
      const values = valuesOf(asset, stream);
      const before = select.get(assetId);
      if (before) update(assetId, before, values);
      else insert.run(assetId, ...values);
      const codes = codesOf(stream);
      if (stream.correctedFrom === null && countCodes.get(assetId) === codes.size) return;
      removeCodes.run(assetId);
      for (const [key, kind] of codes) insertCode.run(key, assetId, kind);
    },

    /** As `write`, into tables that hold nothing of the asset yet. */
    add({ assetId, asset, formers }: AssetHistory, stream: StreamHistory): void {
      if (!asset.exists) return;
      formerly.add(assetId, formers);
      insert.run(assetId, ...valuesOf(asset, stream));
      for (const [key, kind] of codesOf(stream)) insertCode.run(key, assetId, kind);
    },

    clear(): void {
      db.exec('DELETE FROM assets; DELETE FROM asset_codes');
      formerly.clear();
    },
  };
}

function valuesOf(asset: Extract<Asset, { exists: true }>, stream: StreamHistory): readonly Value[] {
  const { details, home } = asset;
  const { status, caseId, slotNo, holderId } = placeColumns(asset.place);
  return [
    details.tag,
    tagKey(details.tag),
    details.barcode,
    details.model,
    details.serial,
    details.manufacturer,
    details.modelCode,
    details.category,
    details.notes,
    JSON.stringify(details.attributes),
    status,
    caseId,
    slotNo,
    holderId,
    asset.since.at,
    asset.dueAt === null ? null : Date.parse(asset.dueAt),
    asset.openedBy,
    home?.caseId ?? null,
    home?.slot ?? null,
    asset.condition,
    stream.entries[0]?.point.at ?? 0,
    stream.correctedFrom,
    stream.version,
  ];
}
