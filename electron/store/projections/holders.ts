import type { Database } from 'better-sqlite3';
import type { HolderHistory } from '../../../shared/holder/holderHistory.ts';
import { nameKey } from '../../../shared/text.ts';
import type { StreamHistory } from '../history.ts';

/** Holders as they are now; the only module that writes them. */
export function openHolders(db: Database) {
  const remove = db.prepare('DELETE FROM holders WHERE holder_id = ?');
  const insert = db.prepare(
    `INSERT INTO holders (holder_id, name, name_key, reference, organisation, contact, active, added_at, corrected_from,
       version)
     VALUES (@holderId, @name, @nameKey, @reference, @organisation, @contact, @active, @addedAt, @correctedFrom,
       @version)`,
  );

  return {
    withdraw(holderId: string): void {
      remove.run(holderId);
    },

    write({ holderId, state }: HolderHistory, stream: StreamHistory): void {
      remove.run(holderId);
      if (!state.exists) return;
      insert.run({
        holderId,
        name: state.name,
        nameKey: nameKey(state.name),
        reference: state.reference,
        organisation: state.organisation,
        contact: state.contact,
        active: state.active ? 1 : 0,
        addedAt: stream.entries[0]?.point.at ?? 0,
        correctedFrom: stream.correctedFrom,
        version: stream.version,
      });
    },

    clear(): void {
      db.exec('DELETE FROM holders');
    },
  };
}
