import type { Database } from 'better-sqlite3';

/** The tries since the last right PIN; `electron/auth/lockOut.ts` says what follows from them. */
export interface Attempts {
  /** tries counted, the one under way included; 0 after a right or a new PIN */
  readonly failedCount: number;
  /** ms since 1970 UTC: the latest moment known when the last try was counted */
  readonly countedAt: number;
  /** ms since 1970 UTC by the laptop's clock, from which the wait runs while that clock lies behind `countedAt` */
  readonly waitFrom: number;
}

export interface OperatorSecret extends Attempts {
  /** ms since 1970 UTC */
  readonly setAt: number;
  /** argon2id, encoded with its salt and cost; never leaves the process */
  readonly pinHash: string;
}

export type OperatorSecrets = ReturnType<typeof openOperatorSecrets>;

/** PIN hashes and the tries against them, and under the store's own id its recovery code. The only module that names `operator_secrets`. */
export function openOperatorSecrets(db: Database) {
  // What is replaced here must not lie in the gaps of a page, which a copy of the file takes along.
  db.pragma('secure_delete = FAST');
  const selectOne = db.prepare<[string], OperatorSecret>(
    `SELECT pin_hash AS pinHash, set_at AS setAt, failed_count AS failedCount, counted_at AS countedAt, wait_from AS waitFrom
     FROM operator_secrets WHERE operator_id = ?`,
  );
  const upsertPin = db.prepare<[string, string, number]>(
    `INSERT INTO operator_secrets (operator_id, pin_hash, set_at) VALUES (?, ?, ?)
     ON CONFLICT (operator_id) DO UPDATE SET pin_hash = excluded.pin_hash, set_at = excluded.set_at,
       failed_count = 0, counted_at = 0, wait_from = 0`,
  );
  const updateAttempts = db.prepare<Attempts & { readonly operatorId: string }>(
    `UPDATE operator_secrets SET failed_count = @failedCount, counted_at = @countedAt, wait_from = @waitFrom
     WHERE operator_id = @operatorId`,
  );
  const clear = db.prepare<[string, string, string]>(
    `UPDATE operator_secrets SET pin_hash = ?, failed_count = 0, counted_at = 0, wait_from = 0
     WHERE operator_id = ? AND pin_hash = ?`,
  );
  const forget = db.prepare<[string]>(
    'UPDATE operator_secrets SET failed_count = 0, counted_at = 0, wait_from = 0 WHERE operator_id = ?',
  );
  const remove = db.prepare<[string, string]>('DELETE FROM operator_secrets WHERE operator_id = ? AND pin_hash = ?');

  const change = db.transaction((operatorId: string, next: (before: Attempts) => Attempts) => {
    const before = selectOne.get(operatorId);
    if (!before) return null;
    const { failedCount, countedAt, waitFrom } = next(before);
    const same = failedCount === before.failedCount && countedAt === before.countedAt && waitFrom === before.waitFrom;
    if (!same) updateAttempts.run({ operatorId, failedCount, countedAt, waitFrom });
    return { before, after: { ...before, failedCount, countedAt, waitFrom } };
  });

  const hashesBut = db
    .prepare<[string], string>('SELECT pin_hash FROM operator_secrets WHERE operator_id <> ?')
    .pluck();

  return {
    /** Of all PINs. @param storeId  under which there is the recovery code, which is none */
    pinHashes: (storeId: string): readonly string[] => hashesBut.all(storeId),

    /** @returns null for an operator who has no PIN on this laptop */
    find: (operatorId: string): OperatorSecret | null => selectOne.get(operatorId) ?? null,

    /** Gives a PIN, or a new one, and forgets the tries against the old one. Part of the caller's transaction. */
    setPin(operatorId: string, pinHash: string, at: number): void {
      upsertPin.run(operatorId, pinHash, at);
    },

    /**
     * Writes what `next` makes of the tries, in a transaction of its own. On return it is on the disk, so that a
     * process killed right afterwards has not guessed for free; a refusal that changes nothing costs no write.
     *
     * @returns the row as it was and as it is; null for an operator who has no PIN on this laptop
     * @throws when it cannot be made durable: no PIN may be checked then
     */
    changeAttempts(
      operatorId: string,
      next: (before: Attempts) => Attempts,
    ): { readonly before: OperatorSecret; readonly after: OperatorSecret } | null {
      if (db.inTransaction) throw new Error('tries at a PIN are counted outside every other transaction');
      if (Number(db.pragma('synchronous', { simple: true })) < FULL) throw new Error('tries need synchronous = FULL');
      return change.immediate(operatorId, next);
    },

    /**
     * The PIN behind `pinHash` was right: starts counting anew.
     *
     * @param anew  the same PIN, hashed otherwise: takes the place of `pinHash`
     * @returns false when that PIN has been replaced meanwhile; it opens nothing any more
     */
    clearAttempts: (operatorId: string, pinHash: string, anew = pinHash): boolean =>
      clear.run(anew, operatorId, pinHash).changes === 1,

    /** An admin has forgiven the tries. Part of the caller's transaction. */
    forgetAttempts(operatorId: string): void {
      forget.run(operatorId);
    },

    /** @returns false when that secret has been replaced or used up meanwhile. Part of the caller's transaction. */
    useUp: (operatorId: string, pinHash: string): boolean => remove.run(operatorId, pinHash).changes === 1,
  };
}

/** `PRAGMA synchronous`: 0 off, 1 normal (a commit may be lost in a power cut), 2 full, 3 extra. */
const FULL = 2;
