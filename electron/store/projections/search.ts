import type { Database } from 'better-sqlite3';
import type { CaseHistory } from '../../../shared/case/caseHistory.ts';
import type { AssetHistory } from '../../../shared/custody/asset.ts';
import type { HolderHistory } from '../../../shared/holder/holderHistory.ts';
import { tagKey } from '../../../shared/text.ts';

export interface SearchEntry {
  readonly kind: 'asset' | 'case' | 'holder' | 'receipt';
  readonly entityId: string;
  /** tag, code, name or number as people know it */
  readonly title: string;
  readonly codes: string;
  readonly words: string;
}

/** All that is known besides, as it is shown below a hit: what is searched falls into words at the dots, too. */
export const words = (...texts: readonly (string | null | undefined)[]): string => texts.filter(Boolean).join(' · ');

/** Codes as written and as compared, so that both spellings are found. */
const codes = (...texts: readonly (string | null | undefined)[]): string =>
  [...new Set(texts.flatMap((text) => (text ? [text, tagKey(text)] : [])))].join(' ');

export function assetSearch({ assetId, asset }: AssetHistory): SearchEntry | null {
  if (!asset.exists) return null;
  const { tag, barcode, serial, model, manufacturer, modelCode, category, notes, attributes } = asset.details;
  return {
    kind: 'asset',
    entityId: assetId,
    title: tag,
    codes: codes(tag, barcode, serial),
    words: words(model, manufacturer, modelCode, category, notes, ...Object.values(attributes)),
  };
}

export function caseSearch({ caseId, state }: CaseHistory): SearchEntry | null {
  if (!state.exists) return null;
  return {
    kind: 'case',
    entityId: caseId,
    title: state.code,
    codes: codes(state.code),
    words: words(state.name, state.place),
  };
}

export function holderSearch({ holderId, state }: HolderHistory): SearchEntry | null {
  if (!state.exists) return null;
  const { name, reference, organisation, contact } = state;
  return {
    kind: 'holder',
    entityId: holderId,
    title: name,
    codes: codes(reference),
    words: words(organisation, contact),
  };
}

/** What can be searched, and its full-text index; the only module that writes them. */
export function openSearch(db: Database, { indexed }: { readonly indexed: boolean }) {
  const find = db.prepare<[string], { entry_id: number; title: string; codes: string; words: string }>(
    'SELECT entry_id, title, codes, words FROM search_entries WHERE entity_id = ?',
  );
  const insert = db.prepare(
    'INSERT INTO search_entries (kind, entity_id, title, codes, words) VALUES (@kind, @entityId, @title, @codes, @words)',
  );
  const remove = db.prepare('DELETE FROM search_entries WHERE entry_id = ?');
  const index = indexed
    ? {
        insert: db.prepare('INSERT INTO search_index (rowid, codes, title, words) VALUES (?, ?, ?, ?)'),
        remove: db.prepare(
          `INSERT INTO search_index (search_index, rowid, codes, title, words) VALUES ('delete', ?, ?, ?, ?)`,
        ),
      }
    : null;

  function withdraw(entityId: string): void {
    const old = find.get(entityId);
    if (!old) return;
    index?.remove.run(old.entry_id, old.codes, old.title, old.words);
    remove.run(old.entry_id);
  }

  function add(entry: SearchEntry): void {
    const { lastInsertRowid } = insert.run(entry);
    index?.insert.run(lastInsertRowid, entry.codes, entry.title, entry.words);
  }

  return {
    /** Keeps what is searched of an entity; nothing is touched when its words are as they were. */
    write(entityId: string, entry: SearchEntry | null): void {
      if (!entry) {
        withdraw(entityId);
        return;
      }
      const old = find.get(entityId);
      if (old && old.title === entry.title && old.codes === entry.codes && old.words === entry.words) return;
      withdraw(entityId);
      add(entry);
    },

    /** As `write`, for an entity of which nothing is kept yet. */
    add(entry: SearchEntry | null): void {
      if (entry) add(entry);
    },

    clear(): void {
      db.exec('DELETE FROM search_entries');
    },

    /** Derives the full-text index anew from the entries. */
    reindex(): void {
      db.exec(`INSERT INTO search_index (search_index) VALUES ('rebuild')`);
    },
  };
}
