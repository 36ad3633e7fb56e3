import { openSync, readFileSync } from 'node:fs';

/** What goes wrong, and when; see shim.c. Only works in a process that has the shim before it. */
export interface Fault {
  /** letters: w(rite) s(ync) t(runcate) o(pen to write) n (rename, link) u(nlink) */
  readonly calls: string;
  /** the n-th call from now on; 0: none, they are only counted */
  readonly n: number;
  readonly how: 'fail' | 'short' | 'before' | 'after' | 'torn';
  readonly error: 'EIO' | 'ENOSPC';
  /** all later calls fail too */
  readonly sticky: boolean;
}

const ERRNO = { EIO: 5, ENOSPC: 28 } as const;

/** As the shim reads it, in a name or in TORTURE_ARM. */
export const faultText = ({ calls, n, how, error, sticky }: Fault): string =>
  `${calls}/${n}/${how}/${ERRNO[error]}/${sticky ? 1 : 0}`;

/** From now on the fault waits for its call. */
export function arm(fault: Fault): void {
  tell(`arm/${faultText(fault)}`);
}

/** @returns how many calls of the kinds there were since `arm`; the fault was met when they are `n` or more */
export function disarm(): number {
  return Number(readFileSync('/.torture/disarm', 'utf8'));
}

/** Puts a mark into the log of writes, in its order. */
export function mark(text: string): void {
  tell(`mark/${text}`);
}

/** The name is no file: opening it always fails, after the shim has read it. */
function tell(name: string): void {
  try {
    openSync(`/.torture/${name}`, 'r');
  } catch {
    return;
  }
  throw new Error('the shim is not there');
}
