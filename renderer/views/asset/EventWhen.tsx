import { words } from '../../../shared/uiWords.ts';
import { fullMoment, moment, offsetText } from '../../format.ts';

interface EventWhenProps {
  /** RFC 3339 */
  readonly at: string;
  /** minutes from UTC of the laptop that recorded it */
  readonly offset: number;
}

/** A moment of an event. The tooltip has it in full, here and by the zone of the laptop that recorded it. */
export function EventWhen({ at, offset }: EventWhenProps) {
  const here = -new Date(at).getTimezoneOffset();
  const elsewhere = offset === here ? '' : ` · ${words.asset.offset(offsetText(offset))}`;
  return (
    <time dateTime={at} title={`${fullMoment(at)}${elsewhere}`}>
      {moment(at)}
    </time>
  );
}
