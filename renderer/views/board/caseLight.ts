import type { CaseRow } from '../../../shared/contract/answers.ts';
import { words } from '../../../shared/uiWords.ts';

export interface Light {
  readonly text: string;
  readonly tone: 'ok' | 'warn' | 'bad' | 'quiet';
}

/** The one thing to know of a case before it leaves: ready, or what is in the way, the gravest first. */
export function caseLight(row: CaseRow): Light {
  const { readyToShip, overdue, lost, wrongHome, out, home, inPlace } = row;
  const { lights } = words.board;
  if (readyToShip && home > 0) return { text: lights.ready, tone: 'ok' };
  if (overdue > 0) return { text: lights.overdue(overdue), tone: 'bad' };
  if (lost > 0) return { text: lights.lost(lost), tone: 'bad' };
  if (wrongHome > 0) return { text: lights.wrongHome(wrongHome), tone: 'warn' };
  if (out > 0) return { text: lights.out(out), tone: 'warn' };
  if (home === 0) return { text: lights.empty, tone: 'quiet' };
  const missing = home - inPlace;
  return missing > 0 ? { text: lights.missing(missing), tone: 'warn' } : { text: lights.unsealed, tone: 'warn' };
}
