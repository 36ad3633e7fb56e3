import type { Database } from 'better-sqlite3';
import type { CaseHistory } from '../../../shared/case/caseHistory.ts';
import { nameKey } from '../../../shared/text.ts';
import type { StreamHistory } from '../history.ts';

/** Cases as they are now, and every seal they had; the only module that writes them. */
export function openCases(db: Database) {
  const remove = db.prepare('DELETE FROM cases WHERE case_id = ?');
  const insert = db.prepare(
    `INSERT INTO cases (case_id, code, code_key, name, place, slots, labels, seal, retired, checked_at, check_missing,
       check_extra, added_at, corrected_from, version)
     VALUES (@caseId, @code, @codeKey, @name, @place, @slots, @labels, @seal, @retired, @checkedAt, @checkMissing,
       @checkExtra, @addedAt, @correctedFrom, @version)`,
  );
  const removeSeals = db.prepare('DELETE FROM case_seals WHERE case_id = ?');
  const insertSeal = db.prepare(
    `INSERT INTO case_seals (case_id, sealed_at, seal, sealed_by, unsealed_at, unsealed_by, unsealed_number)
     VALUES (@caseId, @sealedAt, @seal, @sealedBy, @unsealedAt, @unsealedBy, @unsealedNumber)`,
  );

  return {
    withdraw(caseId: string): void {
      remove.run(caseId);
      removeSeals.run(caseId);
    },

    write({ caseId, state, seals }: CaseHistory, stream: StreamHistory): void {
      remove.run(caseId);
      removeSeals.run(caseId);
      if (!state.exists) return;
      insert.run({
        caseId,
        code: state.code,
        codeKey: nameKey(state.code),
        name: state.name,
        place: state.place,
        slots: state.slots,
        labels: JSON.stringify(state.labels),
        seal: state.seal?.number ?? null,
        retired: state.retired ? 1 : 0,
        checkedAt: state.lastCheck?.at ?? null,
        checkMissing: state.lastCheck?.missing ?? null,
        checkExtra: state.lastCheck?.extra ?? null,
        addedAt: stream.entries[0]?.point.at ?? 0,
        correctedFrom: stream.correctedFrom,
        version: stream.version,
      });
      for (const seal of seals) insertSeal.run({ caseId, ...seal });
    },

    clear(): void {
      db.exec('DELETE FROM cases; DELETE FROM case_seals');
    },
  };
}
