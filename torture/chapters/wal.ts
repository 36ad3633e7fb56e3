import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { rollDice } from '../../electron/testing/dice.ts';
import { type Crashed, crash, crashedAgain } from '../lib/crashed.ts';
import { open, prepareStage, type Stage } from '../lib/stage.ts';
import { type Chapter, openTally } from '../lib/tally.ts';

const WISHES = 20;
const STATES = 1500;
const STATES_WHEN_SHORT = 40;

/** What SQLite accepts in silence: a write-ahead log that is cut off, changed or gone. */
export const wal: Chapter = {
  name: 'wal',
  what: 'the write-ahead log after a crash cut off at any byte, one of its bytes changed, or deleted',
  needsShim: false,
  async run({ root, short, seed }) {
    const tally = openTally();
    const dice = rollDice(seed);
    const stage = await prepareStage(root);
    const crashed = await crash(stage, WISHES);
    const whole = readFileSync(`${crashedAgain(stage, crashed).path}-wal`);
    tally.say('bytes of the log', whole.length);
    const states = short ? STATES_WHEN_SHORT : STATES;
    for (let i = 0; i <= states; i++) {
      const place = crashedAgain(stage, crashed);
      const at = dice.below(whole.length);
      const log = `${place.path}-wal`;
      let what = 'deleted';
      if (i === 0) rmSync(log);
      else if (i % 2 === 0) {
        what = `cut off after ${at} bytes`;
        writeFileSync(log, whole.subarray(0, at));
      } else {
        what = `byte ${at} changed`;
        const changed = Buffer.from(whole);
        changed[at] = (changed[at] ?? 0) ^ (1 << dice.below(8));
        writeFileSync(log, changed);
      }
      tally.count('states');
      const outcome = look(stage, crashed);
      tally.count(outcome === 'refused' ? 'refused, and says what is missing' : `opened, ${outcome}`);
      tally.mustBeNone('acknowledged, lost and not noticed', outcome === 'lost in silence' ? 1 : 0, what);
    }
    return tally.told();
  },
};

function look({ place }: Stage, { said }: Crashed): 'refused' | 'nothing lost' | 'lost in silence' {
  const opened = open(place);
  if (!opened.ok) return opened.error.code === 'STORE_DAMAGED' ? 'refused' : 'lost in silence';
  const hashes = new Set([...opened.value.events()].map(({ hash }) => hash));
  opened.value.close();
  const lost = said.some((one) => one.kept && one.events.some(({ hash }) => !hashes.has(hash)));
  return lost ? 'lost in silence' : 'nothing lost';
}
