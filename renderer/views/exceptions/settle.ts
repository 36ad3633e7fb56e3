import type { ExceptionRow } from '../../../shared/contract/trailAnswers.ts';

/** What would settle an exception, by the act that does it. */
export type Settling =
  | 'place'
  | 'find'
  | 'correct'
  | 'dismiss'
  | 'receipt'
  | 'check'
  | 'verify'
  | 'acknowledge'
  | 'show';

/** The acts that would settle it, the likeliest first. Who may is asked where they are offered; main judges. */
export function settlingOf(row: ExceptionRow): readonly Settling[] {
  const { kind, tag, case: code, holder, details } = row;
  // Of the log, only what happened to assets, cases and holders is corrected.
  const correctable = tag !== null || code !== null || holder !== null;
  const correct: readonly Settling[] = correctable ? ['correct'] : [];
  switch (kind) {
    case 'gap': {
      const over = typeof details.to === 'string';
      return over ? correct : [details.status === 'lost' ? 'find' : 'place', ...correct];
    }
    case 'missing_acceptance':
      return ['receipt'];
    case 'seal_mismatch':
      return ['check', ...correct];
    case 'flag':
      return [...correct, 'dismiss'];
    case 'head_doubted':
      return ['verify'];
    case 'restored':
      return ['acknowledge'];
    default:
      return correctable ? correct : ['show'];
  }
}
