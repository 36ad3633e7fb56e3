import { z } from 'zod';
import type { OperatorName, SessionState } from '../../shared/ipc/contract.ts';
import { accept, type Result, refuse } from '../../shared/result.ts';
import { roles, type Session } from '../../shared/session.ts';
import { nameKey } from '../../shared/text.ts';
import { type Clock, MINUTE_MS } from '../../shared/time.ts';
import type { Custody } from '../custody.ts';

/** How long another operator's PIN counts as just confirmed for an acceptance; the same as for one's own. */
const CONFIRMED_MS = 2 * MINUTE_MS;

export interface SessionNeeds {
  /** the open store; null: there is none */
  custody(): Custody | null;
  readonly clock: Pick<Clock, 'monotonic'>;
  /** ms without input until the window locks */
  lockAfterMs(): number;
  announce(state: SessionState): void;
}

export type SessionKeeper = ReturnType<typeof openSessionKeeper>;

/**
 * Who is at the keyboard. It lives here, in the main process, and nowhere else: a message can ask to sign in, but
 * never say who it comes from. Locked, the session stays and answers nothing until its PIN is given.
 */
export function openSessionKeeper({ custody, clock, lockAfterMs, announce }: SessionNeeds) {
  let session: Session | null = null;
  let locked = false;
  let lastInputAt = clock.monotonic();
  /** when each accepting operator's PIN was confirmed, ms monotonic */
  const confirmations = new Map<string, number>();

  const operators = (): readonly OperatorName[] => {
    const answer = custody()?.query('operator.list', { active: true, limit: 1000 }, null);
    return answer?.ok ? Operators.parse(answer.value).rows : [];
  };

  const state = (): SessionState => {
    const operator = session && operators().find(({ operatorId }) => operatorId === session?.operatorId);
    if (!operator) return { status: 'signed-out' };
    return { status: locked ? 'locked' : 'signed-in', operator };
  };

  const changed = (): SessionState => {
    const now = state();
    announce(now);
    return now;
  };

  function begin(begun: Session): SessionState {
    session = begun;
    locked = false;
    lastInputAt = clock.monotonic();
    confirmations.clear();
    return changed();
  }

  function end(): SessionState {
    session = null;
    locked = false;
    confirmations.clear();
    return changed();
  }

  function lock(): SessionState {
    if (!session || locked) return state();
    locked = true;
    // The PIN that unlocks is asked anew; nothing confirmed before the lock counts after it.
    Object.assign(session, { pinConfirmedAt: null, confirmedOperators: [] } satisfies Partial<Session>);
    confirmations.clear();
    return changed();
  }

  async function confirmOwn(open: Custody, own: Session, pin: string): Promise<Result<{ operatorId: string }>> {
    const answer = await open.confirmPin(own.operatorId, pin);
    // The same object goes on: the store remembers by it that this sign-in is still to be recorded.
    if (answer.ok) Object.assign(own, { pinConfirmedAt: clock.monotonic() } satisfies Partial<Session>);
    return answer;
  }

  return {
    state,
    operators,

    /** The session that commands run in: none while it is locked. Confirmations that have grown old are left out. */
    current(): Session | null {
      if (!session || locked) return null;
      const now = clock.monotonic();
      const fresh = [...confirmations].filter(([, at]) => now - at < CONFIRMED_MS).map(([operatorId]) => operatorId);
      return Object.assign(session, { confirmedOperators: fresh } satisfies Partial<Session>);
    },

    async signIn(name: string, pin: string): Promise<Result<SessionState>> {
      const open = custody();
      if (!open) return refuse('NOT_SIGNED_IN');
      const answer = await open.signIn(name, pin, 'window');
      return answer.ok ? accept(begin(answer.value)) : answer;
    },

    signOut: end,
    lock,

    async unlock(pin: string): Promise<Result<SessionState>> {
      const open = custody();
      const own = session;
      if (!open || !own) return refuse('NOT_SIGNED_IN');
      const answer = await confirmOwn(open, own, pin);
      if (!answer.ok) return answer;
      // Somebody else may have signed in while the PIN was looked at.
      if (session !== own) return refuse('NOT_SIGNED_IN');
      locked = false;
      lastInputAt = clock.monotonic();
      return accept(changed());
    },

    /** Confirms the PIN of who is signed in, or of the operator named, for an acceptance. */
    async confirmPin(pin: string, name?: string): Promise<Result<{ readonly operatorId: string }>> {
      const open = custody();
      const own = session;
      if (!open || !own || locked) return refuse('NOT_SIGNED_IN');
      if (name === undefined) return confirmOwn(open, own, pin);
      const other = operators().find((operator) => nameKey(operator.name) === nameKey(name));
      if (other?.operatorId === own.operatorId) return confirmOwn(open, own, pin);
      // Unknown or not, a PIN is looked at, so that the time of an answer does not tell who exists.
      const answer = await open.confirmPin(other?.operatorId ?? '', pin);
      if (answer.ok) confirmations.set(answer.value.operatorId, clock.monotonic());
      return answer;
    },

    /** Acceptances are for one handover: the next asks for the PINs anew. */
    forgetConfirmations: () => confirmations.clear(),

    /** A key, a click or a scan. */
    active(): void {
      lastInputAt = clock.monotonic();
    },

    /** To be called every second or so: locks when nobody has touched anything for long enough. */
    tick(): void {
      if (session && !locked && clock.monotonic() - lastInputAt >= lockAfterMs()) lock();
    },

    /** To be called when operators changed: a new name or role is announced, a deactivated operator is signed out. */
    operatorsChanged(): void {
      if (!session) return;
      if (state().status === 'signed-out') end();
      else changed();
    },
  };
}

/** What `operator.list` answers, as far as it matters here. */
const Operators = z.object({
  rows: z.array(z.object({ operatorId: z.string(), name: z.string(), role: z.enum(roles) })),
});
