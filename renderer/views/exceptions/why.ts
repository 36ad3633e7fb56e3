import type { ExceptionRow } from '../../../shared/contract/trailAnswers.ts';
import { words } from '../../../shared/uiWords.ts';
import { unreachable } from '../../../shared/unreachable.ts';
import { moment } from '../../format.ts';
import { to } from '../../routes.ts';

/** What the exception is about, as people call it: a tag, a code, a receipt, a name. */
export function nameOf({ tag, case: code, receipt, holder }: ExceptionRow): string {
  return tag ?? code ?? receipt ?? holder ?? words.exceptions.store;
}

/** Where what it is about is shown; null: it is the store as a whole. */
export function addressOf({ tag, case: code, receipt, holder, eventId }: ExceptionRow): string | null {
  if (tag !== null) return to('asset', { tag }, { event: eventId });
  if (code !== null) return to('case', { code }, { event: eventId });
  if (receipt !== null) return to('receipt', { receipt });
  return holder === null ? null : to('holder', { name: holder }, { event: eventId });
}

/** Every kind of event, as the view of its thing calls it. */
const EVENTS: Readonly<Record<string, string>> = {
  ...words.audit.events,
  ...words.holders.history.events,
  ...words.case.history.events,
  ...words.asset.events,
};

/** Why this cannot be proven, in one line. */
export function whyOf({ kind, at, details }: ExceptionRow): string {
  const { why, parties, somebody } = words.exceptions;
  const text = (field: string): string => (typeof details[field] === 'string' ? details[field] : '');
  const event = EVENTS[text('type')] ?? text('type');
  const recorded = text('recordedAt') === '' ? '' : moment(text('recordedAt'));
  switch (kind) {
    case 'gap': {
      const over = text('to');
      if (text('status') === 'lost') return over ? why.lost(moment(at), moment(over)) : why.lostStill(moment(at));
      return over ? why.unplaced(moment(at), moment(over)) : why.unplacedStill(moment(at));
    }
    case 'missing_acceptance': {
      const missing = Array.isArray(details.missing) ? details.missing : [];
      return why.missing(missing.map((party) => parties[String(party)] ?? String(party)).join(', '));
    }
    case 'recorded_late':
      return why.late(event, recorded);
    case 'clock_suspect':
      return why.clock(event, recorded);
    case 'seal_mismatch':
      return why.seal(text('seal'), text('found'));
    case 'flag':
      return why.flag(text('flaggedBy') || somebody, text('note'));
    case 'restored':
      return why.restored(moment(at));
    case 'head_doubted':
      return why.head(moment(at));
    default:
      return unreachable(kind);
  }
}
