import type { OperatorSeen } from '../../shared/decide/look.ts';
import { type EventJson, eventJson, type StoredEvent } from '../../shared/event.ts';
import { accept, type Result, refuse } from '../../shared/result.ts';
import type { Session } from '../../shared/session.ts';
import { hashPin, hashRecoveryCode, pinSchema } from '../auth/pin.ts';
import { recoveryCode } from '../auth/recoveryCode.ts';
import type { Outcome } from '../store/transaction.ts';
import type { EngineNeeds } from './engineNeeds.ts';
import type { PlayerParts } from './player.ts';
import { openUnit } from './unit.ts';

type Recorded = Result<readonly EventJson[]>;

/** What somebody at the sign-in page asks for; all of it as it was typed. */
export interface RecoveryWish {
  /** the admin who gets the new PIN */
  readonly operator: string;
  readonly code: string;
  readonly pin: string;
}

/**
 * The recovery code of a store: one secret under the store's own id, beside those of the operators and as far from the
 * log. What is recorded says that a code was made or used, and whose PIN was set by it; nothing of the code.
 */
export function openRecovery(
  needs: Pick<EngineNeeds, 'device' | 'secrets' | 'lookups' | 'clock' | 'newId' | 'history' | 'neighbours'>,
  { recorder, timekeeper, pinIsFresh }: Pick<PlayerParts, 'recorder' | 'timekeeper' | 'pinIsFresh'>,
  transaction: <T>(work: () => Outcome<T>) => T,
) {
  const { device, secrets, lookups, clock, newId } = needs;

  return {
    /** May this session make a code? An admin's, whose PIN was just confirmed. */
    mayMake(session: Session): Result<null> {
      const actor = lookups.operatorById(session.operatorId);
      if (!actor?.active) return refuse('NOT_SIGNED_IN');
      if (actor.role !== 'admin') return refuse('NOT_ALLOWED', { needs: ['admin'], role: actor.role });
      return pinIsFresh(session) ? accept(null) : refuse('NOT_ALLOWED', { needs: 'pin' });
    },

    /** Puts a code into force; the one before opens nothing any more. Who may was asked when it was made. */
    async set(code: string, session: Session): Promise<Recorded> {
      const codeHash = await hashRecoveryCode(recoveryCode.parse(code));
      return transaction<Recorded>(() => {
        const actor = lookups.operatorById(session.operatorId);
        if (!actor?.active || actor.role !== 'admin') return { keep: null, value: refuse('NOT_SIGNED_IN') };
        const signedIn = recorder.recordSignIn(session);
        const reading = timekeeper.read();
        secrets.setPin(device.storeId, codeHash, reading.recordedAt);
        const events = recorder.recordOwn([{ type: 'RECOVERY_CODE_SET', data: {} }], reading, actor);
        recorder.signInIsRecorded(session);
        return { keep: [...signedIn, ...events], value: accept(events.map(eventJson)) };
      });
    },

    /**
     * Uses the code up and sets the PIN of an admin, by the system: nobody is signed in.
     *
     * @param isRight  looks at the code, and counts the try
     * @returns INVALID for what is no code or no PIN (no try is counted), NOT_ALLOWED for who is no active admin,
     *   NOT_SIGNED_IN for a wrong, used or replaced code, LOCKED_OUT
     */
    async use(wish: RecoveryWish, isRight: (code: string) => Promise<Result<unknown>>): Promise<Recorded> {
      const code = recoveryCode.safeParse(wish.code);
      if (!code.success)
        return refuse('INVALID', { field: 'code', why: 'has 24 letters and digits, in groups of four' });
      if (!pinSchema.safeParse(wish.pin).success)
        return refuse('INVALID', { field: 'pin', why: 'must be 6 to 12 digits' });
      const admin = lookups.operator(wish.operator);
      if (!admin?.active || admin.role !== 'admin')
        return refuse('NOT_ALLOWED', { needs: ['admin'], role: admin?.role });
      const codeHash = secrets.find(device.storeId)?.pinHash;
      const right = await isRight(code.data);
      if (!right.ok) return right;
      // Without this laptop's key: the code is used up by it, and this PIN is then the way in on any laptop.
      const pinHash = await hashPin(wish.pin);
      return transaction<Recorded>(() => {
        if (codeHash === undefined || !secrets.useUp(device.storeId, codeHash)) {
          return { keep: null, value: refuse('NOT_SIGNED_IN') };
        }
        secrets.setPin(admin.operatorId, pinHash, timekeeper.read().recordedAt);
        const events = recordUse(admin);
        return { keep: events, value: accept(events.map(eventJson)) };
      });
    },
  };

  /** Two events of one moment: that the code was used, and whose PIN was set. */
  function recordUse(admin: OperatorSeen): readonly StoredEvent[] {
    const reading = timekeeper.read();
    const at = reading.recordedAt;
    const correlationId = newId(at);
    const data = { operator: admin.name };
    const used = recorder.recordOwn([{ type: 'RECOVERY_CODE_USED', data }], reading, null, at, correlationId);
    const pinSet = recorder.append(
      openUnit(needs.history, lookups, needs.neighbours),
      {
        streamType: 'operator',
        streamId: admin.operatorId,
        type: 'OPERATOR_PIN_SET',
        data: {},
        changes: [{ field: 'pin', before: 'set', after: 'set' }],
        bySystem: true,
      },
      { command: {}, actor: admin, hash: '' },
      { ...reading, at, offset: clock.offset(at), correlationId },
    );
    return [...used, pinSet];
  }
}
