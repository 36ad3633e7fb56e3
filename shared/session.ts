export const roles = ['technician', 'coordinator', 'admin', 'auditor'] as const;
export type Role = (typeof roles)[number];

/** Who is at the keyboard. Made by sign-in alone; never taken from a message. */
export interface Session {
  readonly operatorId: string;
  /** when the PIN was last confirmed (ms, monotonic clock); Infinity: for the whole run; null: not since the lock */
  readonly pinConfirmedAt: number | null;
  /** operators whose PIN was just confirmed for an acceptance, besides the one signed in */
  readonly confirmedOperators: readonly string[];
  readonly via: 'window' | 'command-line';
}
