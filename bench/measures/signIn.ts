import { join } from 'node:path';
import { checkPin } from '../../electron/auth/pin.ts';
import { createStore } from '../../electron/createStore.ts';
import type { Measure } from '../lib/setting.ts';
import { interleave } from '../lib/timing.ts';
import { value } from '../lib/value.ts';

const PIN = '135790';
/** A guess costs a tenth of a second, and is to cost that. */
const FEWER_ROUNDS = 4;

/** Does the time of an answer tell which names exist? And what one guess costs. */
export const signIn: Measure = {
  what: 'signing in with a wrong PIN, the right one, an unknown and a deactivated name, against the hash alone',
  async run(setting) {
    const folder = setting.folder();
    const place = { path: join(folder, 'store'), home: join(folder, 'home'), mode: 'write' } as const;
    const custody = value(await createStore({ ...place, organisation: 'Depot', admin: 'Ada', pin: PIN }));
    const ada = value(await custody.signIn('Ada', PIN, 'command-line'));
    for (const command of [
      { command: 'operator.add', name: 'Grace', role: 'technician', pin: PIN },
      { command: 'operator.deactivate', name: 'Grace', reason: 'left' },
    ]) {
      const result = await custody.execute(command, ada);
      if (!result.ok) throw new Error(result.error.message);
    }
    const ask = (name: string, pin: string) => () => custody.signIn(name, pin, 'command-line');
    const times = await interleave(
      {
        hashAlone: () => checkPin(null, '200000'),
        wrong: ask('Ada', '200000'),
        unknown: ask('Mallory', '200000'),
        deactivated: ask('Grace', '200000'),
        // Also ends the count, which would make the next wrong one wait.
        right: ask('Ada', PIN),
      },
      Math.max(1, Math.floor(setting.rounds / FEWER_ROUNDS)),
      // Nothing of a hash gets warm.
      0,
    );
    custody.close();
    const { wrong, unknown } = times;
    return {
      ...times,
      unknownTimesWrong: { p10: unknown.p10 / wrong.p10, p50: unknown.p50 / wrong.p50, cpu: unknown.cpu / wrong.cpu },
    };
  },
};
