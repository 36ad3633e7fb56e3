import { fullMoment, moment } from '../format.ts';

/** A moment as a person reads it; everything that is known of it stands in the tooltip. @param at  RFC 3339 or ms */
export function When({ at }: { readonly at: string | number }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={fullMoment(at)}>
      {moment(at)}
    </time>
  );
}
