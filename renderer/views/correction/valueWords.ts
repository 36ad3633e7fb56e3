import { z } from 'zod';
import { words } from '../../../shared/uiWords.ts';
import { moment, offsetText } from '../../format.ts';
import { type FieldName, INCOMPLETE, inputs } from './fields.ts';

const slot = z.object({ case: z.string(), slot: z.number() });
const pairs = z.record(z.string(), z.string());
const list = z.array(z.string());

/** A value of a field as a person reads it. @param offset  minutes from UTC of who recorded it */
export function valueWords(name: FieldName, value: unknown, offset: number): string {
  if (value === null || value === undefined || value === '') return words.correction.dialog.nothing;
  if (value === INCOMPLETE) return '…';
  switch (inputs[name]) {
    case 'moment':
      return momentWords(String(value), offset);
    case 'slot': {
      const place = slot.safeParse(value).data;
      return place ? words.custody.inSlot(place.case, place.slot) : '';
    }
    case 'condition':
      return words.assets.conditions[String(value)] ?? String(value);
    case 'labels':
    case 'attributes':
      return Object.entries(pairs.catch({}).parse(value))
        .map(([key, text]) => `${key}: ${text}`)
        .join(', ');
    case 'tags':
      return list.catch([]).parse(value).join(', ');
    default:
      return String(value);
  }
}

/** By the clock here; recorded elsewhere, it says by which offset there. */
function momentWords(at: string, offset: number): string {
  const here = -new Date(at).getTimezoneOffset();
  return offset === here ? moment(at) : `${moment(at)} (UTC${offsetText(here)})`;
}
