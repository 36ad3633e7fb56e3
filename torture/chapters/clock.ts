import { openCustody } from '../../electron/custody.ts';
import { migrationsFolder } from '../../electron/store/migrate.ts';
import { rollDice } from '../../electron/testing/dice.ts';
import { verifyStore } from '../../electron/verify.ts';
import { DAY_MS, HOUR_MS, systemClock } from '../../shared/time.ts';
import { prepareStage, sessionOf, setUp, value } from '../lib/stage.ts';
import { type Chapter, openTally } from '../lib/tally.ts';
import { give, wishAt } from '../lib/work.ts';

const WISHES = 2000;
const WISHES_WHEN_SHORT = 150;
/** ms by which somebody sets the clock, forward or back */
const JUMPS = [1000, 61_000, HOUR_MS, DAY_MS - 1, DAY_MS + 1, 400 * DAY_MS, 3650 * DAY_MS];
const OFFSETS = [-720, -300, 0, 60, 120, 330, 840];

/** Somebody sets the laptop's clock, over and over: no honest work is refused, and the order stays. */
export const clock: Chapter = {
  name: 'clock',
  what: 'the clock set forward and back by a second to ten years, the time zone changed, between commands',
  needsShim: false,
  async run({ root, short, seed }) {
    const tally = openTally();
    const dice = rollDice(seed);
    const stage = await prepareStage(root);
    const { path, home } = setUp(stage);
    let set = 0;
    let offset = 60;
    const now = () => systemClock.now() + set;
    const custody = value(
      openCustody({
        path,
        home,
        mode: 'write',
        clock: { now, monotonic: systemClock.monotonic, offset: () => offset },
      }),
    );
    for (let i = 0; i < (short ? WISHES_WHEN_SHORT : WISHES); i++) {
      if (dice.chance(40)) {
        set += (dice.chance(50) ? 1 : -1) * (dice.one(JUMPS) ?? 0);
        // Never before the year 1970, which no clock of a laptop reaches.
        set = Math.max(set, -40 * 365 * DAY_MS);
        tally.count('jumps');
      }
      if (dice.chance(10)) offset = dice.one(OFFSETS) ?? 0;
      const answer = await give(custody, sessionOf(stage), wishAt(i));
      tally.count('commands');
      tally.mustBeNone('honest work refused', answer.kept ? 0 : 1, `command ${i}, the clock set by ${set} ms`);
    }
    let recordedAt = '';
    for (const event of custody.events()) {
      if (event.clockSuspect) tally.count('events marked as doubtful in time');
      tally.mustBeNone(
        'events recorded before the one before',
        event.recordedAt < recordedAt ? 1 : 0,
        `event ${event.seq}`,
      );
      recordedAt = event.recordedAt;
    }
    custody.close();
    const { findings } = verifyStore({ path, home, migrations: migrationsFolder });
    tally.mustBeNone('findings', findings.length, findings.map(({ message }) => message).join('; '));
    return tally.told();
  },
};
