import type { Database } from 'better-sqlite3';
import type { Former } from '../../../shared/custody/asset.ts';

const columns = `from_at, to_at, barcode, model, serial, manufacturer, model_code, category, notes, attributes, home_case_id,
  home_slot_no, condition`;

type Row = readonly (string | number | null)[];

/** What assets were before they were changed, and where they belonged; the only module that writes it. */
export function openAssetFormerly(db: Database) {
  const select = db
    .prepare<[string], Row>(`SELECT ${columns} FROM asset_formerly WHERE asset_id = +? ORDER BY to_at`)
    .raw();
  const remove = db.prepare('DELETE FROM asset_formerly WHERE asset_id = ?');
  const insert = db.prepare(
    `INSERT INTO asset_formerly (asset_id, ${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );

  return {
    /** Most commands change nothing here, and what they add comes last. */
    write(assetId: string, formers: readonly Former[]): void {
      const kept = select.all(assetId);
      const rows = formers.map(rowOf);
      const holds = kept.length <= rows.length && kept.every((row, i) => isSame(row, rows[i]));
      if (!holds) remove.run(assetId);
      for (const row of holds ? rows.slice(kept.length) : rows) insert.run(assetId, ...row);
    },

    /** The same for an asset of which nothing is there yet. */
    add(assetId: string, formers: readonly Former[]): void {
      for (const former of formers) insert.run(assetId, ...rowOf(former));
    },

    clear(): void {
      db.exec('DELETE FROM asset_formerly');
    },
  };
}

function rowOf({ from, to, details, home, condition }: Former): Row {
  const { barcode, model, serial, manufacturer, modelCode, category, notes, attributes } = details;
  return [
    ...[from, to, barcode, model, serial, manufacturer, modelCode, category, notes, JSON.stringify(attributes)],
    ...[home?.caseId ?? null, home?.slot ?? null, condition],
  ];
}

const isSame = (a: Row, b: Row | undefined): boolean => b !== undefined && a.every((value, i) => value === b[i]);
