import type { QueryArgs } from '../../shared/contract/queries.ts';
import type { StreamType } from '../../shared/event.ts';
import { words } from '../../shared/uiWords.ts';
import { go, to } from '../routes.ts';
import { askQuery } from '../state/useApp.ts';
import { notify } from './notify.ts';
import css from './Why.module.css';

/** What a fact is about: of which kind, and its tag, code or name; a setting has none. */
interface Subject {
  readonly entityType: QueryArgs<'event.behind'>['entityType'];
  readonly entity?: string;
}

/** The event behind it is known (null: there is none, and nothing is drawn), or it is asked for on the click. */
type Behind =
  | { readonly eventId: string | null; readonly of?: Subject; readonly field?: undefined }
  | { readonly eventId?: undefined; readonly of: Subject; readonly field: string };

type WhyProps = Behind & {
  /** what is asked about, for who hears it out of its place */
  readonly fact: string;
  /** shows the entry in this view; absent: the view of what it is about is opened at it */
  readonly onWhy?: ((eventId: string) => void) | undefined;
};

/** Leads from a fact to the entry that it comes from. */
export function Why({ fact, onWhy, ...behind }: WhyProps) {
  const { eventId, of } = behind;
  if (eventId === null) return null;
  const said = { className: `quiet-act ${css.why}`, 'aria-label': words.asset.whyOf(fact) };
  if (eventId !== undefined && !onWhy) {
    return (
      <a {...said} href={addressAt(eventId, of?.entityType ?? 'store', of?.entity ?? null)}>
        {words.asset.why}
      </a>
    );
  }
  const lead = async (): Promise<void> => {
    if (behind.eventId !== undefined) return behind.eventId === null ? undefined : onWhy?.(behind.eventId);
    const answer = await askQuery('event.behind', { ...behind.of, field: behind.field });
    if (!answer.ok) return notify(answer.error.message, 'bad');
    const { eventId: found, entityType, entity } = answer.value;
    if (found === null) notify(words.asset.whyNobody(fact));
    else if (onWhy) onWhy(found);
    else go(addressAt(found, entityType ?? 'store', entity));
  };
  return (
    <button type="button" {...said} onClick={() => void lead()}>
      {words.asset.why}
    </button>
  );
}

/** Where an entry is shown among the others of its thing; what has no history of its own has it in the audit trail. */
function addressAt(event: string, entityType: StreamType | 'setting', entity: string | null): string {
  if (entity !== null) {
    if (entityType === 'asset') return to('asset', { tag: entity }, { event });
    if (entityType === 'case') return to('case', { code: entity }, { event });
    if (entityType === 'holder') return to('holder', { name: entity }, { event });
    if (entityType === 'assignment') return to('assignment', { assignmentId: entity }, { event });
  }
  return to('audit', undefined, { event });
}
