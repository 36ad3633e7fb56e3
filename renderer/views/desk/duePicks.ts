import { localField } from '../../format.ts';

export type DuePick = 'today' | 'tomorrow' | 'week';

/** Equipment is due back at the end of the working day. */
const DUE_HOUR = 17;
const DAYS: Readonly<Record<DuePick, number>> = { today: 0, tomorrow: 1, week: 7 };

/**
 * The dates that are chosen most, by the laptop's calendar, so that a day with a change of clocks is a day too. Today
 * is left out once its hour has passed.
 *
 * @param now  ms since 1970 UTC
 * @returns each pick as a date and time field takes it
 */
export function duePicks(now: number): readonly { readonly pick: DuePick; readonly field: string }[] {
  const today = new Date(now);
  return (['today', 'tomorrow', 'week'] as const).flatMap((pick) => {
    const due = new Date(today.getFullYear(), today.getMonth(), today.getDate() + DAYS[pick], DUE_HOUR).getTime();
    return due > now ? [{ pick, field: localField(due) }] : [];
  });
}
