import type { Database } from 'better-sqlite3';
import type { AssetHistory } from '../../../shared/custody/asset.ts';
import { tagKey } from '../../../shared/text.ts';
import type { StreamHistory } from '../history.ts';
import { placeColumns } from './custodySpans.ts';

/** Custody now, one row an asset, and the codes that assets ever had; the only module that writes them. */
export function openAssets(db: Database) {
  const upsert = db.prepare(
    `INSERT INTO assets (asset_id, tag, tag_key, barcode, model, serial, manufacturer, model_code, category, notes,
       attributes, status, case_id, slot_no, holder_id, since, due_at, opened_by, home_case_id, home_slot_no, condition,
       added_at, corrected_from, version)
     VALUES (@assetId, @tag, @tagKey, @barcode, @model, @serial, @manufacturer, @modelCode, @category, @notes,
       @attributes, @status, @caseId, @slotNo, @holderId, @since, @dueAt, @openedBy, @homeCaseId, @homeSlotNo, @condition,
       @addedAt, @correctedFrom, @version)
     ON CONFLICT (asset_id) DO UPDATE SET tag = @tag, tag_key = @tagKey, barcode = @barcode, model = @model,
       serial = @serial, manufacturer = @manufacturer, model_code = @modelCode, category = @category, notes = @notes,
       attributes = @attributes, status = @status, case_id = @caseId, slot_no = @slotNo, holder_id = @holderId,
       since = @since, due_at = @dueAt, opened_by = @openedBy, home_case_id = @homeCaseId, home_slot_no = @homeSlotNo,
       condition = @condition, added_at = @addedAt, corrected_from = @correctedFrom, version = @version`,
  );
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

  return {
    /** Takes an asset's row and codes away; several assets may then exchange slots or tags in one transaction. */
    withdraw(assetId: string): void {
      remove.run(assetId);
      removeCodes.run(assetId);
    },

    write({ assetId, asset }: AssetHistory, stream: StreamHistory): void {
      if (!asset.exists) {
        remove.run(assetId);
        removeCodes.run(assetId);
        return;
      }
      const { details, home } = asset;
      upsert.run({
        assetId,
        ...details,
        tagKey: tagKey(details.tag),
        attributes: JSON.stringify(details.attributes),
        ...placeColumns(asset.place),
        since: asset.since.at,
        dueAt: asset.dueAt === null ? null : Date.parse(asset.dueAt),
        openedBy: asset.openedBy,
        homeCaseId: home?.caseId ?? null,
        homeSlotNo: home?.slot ?? null,
        condition: asset.condition,
        addedAt: stream.entries[0]?.point.at ?? 0,
        correctedFrom: stream.correctedFrom,
        version: stream.version,
      });
      const codes = codesOf(stream);
      if (stream.correctedFrom === null && countCodes.get(assetId) === codes.size) return;
      removeCodes.run(assetId);
      for (const [key, kind] of codes) insertCode.run(key, assetId, kind);
    },

    clear(): void {
      db.exec('DELETE FROM assets; DELETE FROM asset_codes');
    },
  };
}
