import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { type Dice, rollDice } from '../../electron/testing/dice.ts';
import { root as sources } from '../../scripts/setup/places.mjs';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/time.ts';
import type { GuessArgs } from '../jobs/guess.ts';
import { COMPILED, jobFile } from '../lib/child.ts';
import { ADMIN, open, PIN, type Place, prepareStage, setUp, value } from '../lib/stage.ts';
import { type Chapter, openTally } from '../lib/tally.ts';

const THIEVES = 20;
/** Tries at the door, each by a process or two of its own; most of the later ones are turned away. */
const TRIES = 24;
const TRIES_WHEN_SHORT = 5;
/** electron/auth/lockOut.ts */
const MOST_LOOKED_AT = 10;
const YEAR_MS = 365 * DAY_MS;
/** ms by which the clock of a process is off */
const CLOCKS = [0, 0, MINUTE_MS, HOUR_MS, DAY_MS, YEAR_MS, -MINUTE_MS, -DAY_MS, -YEAR_MS];
const WAYS = ['window', 'command line', 'both at once'] as const;
/** ms until a kill: while it starts, while the PIN is looked at, or not at all */
const LONGEST_LIFE_MS = 700;

/** Somebody tries PINs at the window and at the command line, kills both, and sets the clock. */
export const guess: Chapter = {
  name: 'guess',
  what: 'PINs guessed by the window, the command line and both, over kill -9, restarts and set clocks',
  needsShim: false,
  async run({ root, short, seed }) {
    const tally = openTally();
    const dice = rollDice(seed);
    const stage = await prepareStage(root);
    let most = 0;
    for (let thief = 1; thief <= (short ? 1 : THIEVES); thief++) {
      const place = setUp(stage);
      // As the main process of the window wants it.
      renameSync(place.path, join(place.folder, 'store.sqlite'));
      const here = { ...place, path: join(place.folder, 'store.sqlite') };
      let looked = 0;
      for (let i = 0; i < (short ? TRIES_WHEN_SHORT : TRIES); i++) {
        const way = dice.one(WAYS) ?? 'window';
        const guesses = [
          ...(way === 'command line' ? [] : [atWindow(here, dice)]),
          ...(way === 'window' ? [] : [atCommandLine(here, dice, dice.one(CLOCKS) ?? 0, lifeOf(dice))]),
        ];
        for (const { codes, killed } of await Promise.all(guesses)) {
          tally.count('processes');
          tally.count('killed', killed ? 1 : 0);
          tally.count('turned away unlooked', codes.filter((code) => code === 'LOCKED_OUT').length);
          looked += codes.filter((code) => code === 'NOT_SIGNED_IN').length;
          const otherwise = codes.filter((code) => !['NOT_SIGNED_IN', 'LOCKED_OUT', 'STORE_BUSY'].includes(code));
          tally.mustBeNone('answered otherwise', otherwise.length, `thief ${thief}: ${otherwise.join(', ')}`);
        }
      }
      // Where waits held them up, they go on a year later each time, as often as a PIN is looked at at all.
      for (let year = 10; !short && year < 10 + MOST_LOOKED_AT; year++) {
        const { codes } = await atCommandLine(here, dice, year * YEAR_MS, null);
        looked += codes.filter((code) => code === 'NOT_SIGNED_IN').length;
      }
      most = Math.max(most, looked);
      tally.count('wrong PINs looked at and told', looked);
      tally.mustBeNone('looked at beyond ten', Math.max(0, looked - MOST_LOOKED_AT), `thief ${thief}: ${looked}`);
      if (!short) await mustBeLocked(here, thief);
    }
    tally.say('most told to one thief', most);
    return tally.told();

    /** After so many tries nothing opens any more, the right PIN neither, on any day. */
    async function mustBeLocked(place: Place, thief: number): Promise<void> {
      const far = await run(place, cliArgs(place), PIN, 40 * YEAR_MS, null);
      const { error } = JSON.parse(far.out) as { readonly error?: Locked }; // the form of an answer
      const holds = error?.code === 'LOCKED_OUT' && error.details.until === null;
      tally.mustBeNone('not locked in the end', holds ? 0 : 1, `thief ${thief}: ${far.out}`);
      const custody = value(open(place, 'read'));
      const lockOuts = [...custody.events({ type: 'LOCKED_OUT' })].length;
      custody.close();
      tally.count('lock-outs on record', lockOuts);
      tally.mustBeNone('locked without a word in the record', lockOuts === 0 ? 1 : 0, `thief ${thief}`);
    }
  },
};

interface Locked {
  readonly code: string;
  readonly details: { readonly until?: unknown };
}
interface Guessed {
  /** of the tries that were answered before the process ended */
  readonly codes: readonly string[];
  readonly killed: boolean;
}

const wrongPin = (dice: Dice): string => String(200_000 + dice.below(800_000));
const lifeOf = (dice: Dice): number | null => (dice.chance(40) ? dice.below(LONGEST_LIFE_MS) : null);
const cliArgs = (place: Place) => [
  join(sources, 'electron', 'cli', 'main.ts'),
  'query',
  '--store',
  place.path,
  '--as',
  ADMIN,
  'store.info',
];

async function atCommandLine(place: Place, dice: Dice, off: number, life: number | null): Promise<Guessed> {
  const ended = await run(place, cliArgs(place), wrongPin(dice), off, life);
  if (ended.out === '') return untold(ended);
  return { codes: [(JSON.parse(ended.out) as { readonly error: Locked }).error.code], killed: false }; // a refusal
}

async function atWindow(place: Place, dice: Dice): Promise<Guessed> {
  const pins = Array.from({ length: 1 + dice.below(3) }, () => wrongPin(dice));
  const args: GuessArgs = { folder: place.folder, name: ADMIN, pins };
  const ended = await run(place, [jobFile, 'guess', JSON.stringify(args)], '', dice.one(CLOCKS) ?? 0, lifeOf(dice));
  if (ended.out === '') return untold(ended);
  return { codes: JSON.parse(ended.out) as readonly string[], killed: false }; // of the job
}

/** Of a process without an answer: one that ended by itself should have had one. */
const untold = ({ signal }: { readonly signal: unknown }): Guessed =>
  signal === 'SIGKILL' ? { codes: [], killed: true } : { codes: ['no answer'], killed: false };

/** Runs a program under a clock that is `off` by so many ms, and kills it after `life` ms; null: it may end. */
async function run(place: Place, args: readonly string[], pin: string, off: number, life: number | null) {
  const shift = `--import=data:text/javascript,globalThis.real=Date.now;Date.now=()=>real()+(${off})`;
  const env = { ...process.env, ...COMPILED, ASSETTRACK_HOME: place.home, ASSETTRACK_PIN: pin };
  const child = spawn(process.execPath, [shift, ...args], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const closed = once(child, 'close');
  // Read from the beginning: what nobody reads is thrown away when a process ends.
  const told = text(child.stdout);
  if (life !== null) {
    await Promise.race([wait(life), closed]);
    child.kill('SIGKILL');
  }
  const [out, [, signal]] = await Promise.all([told, closed]);
  return { out, signal: signal as unknown }; // as Node's 'close' has it
}
