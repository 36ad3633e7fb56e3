import type { Measure } from '../lib/setting.ts';
import { append } from './append.ts';
import { backup } from './backup.ts';
import { batch } from './batch.ts';
import { command } from './command.ts';
import { custodyAt } from './custodyAt.ts';
import { exports } from './exports.ts';
import { ladder } from './ladder.ts';
import { open } from './open.ts';
import { search } from './search.ts';
import { signIn } from './signIn.ts';
import { trail } from './trail.ts';
import { rebuild, verify } from './whole.ts';

/** By name, in the order in which they are taken. */
export const measures: Readonly<Record<string, Measure>> = {
  append,
  ladder,
  command,
  batch,
  custodyAt,
  trail,
  search,
  signIn,
  open,
  backup,
  rebuild,
  verify,
  exports,
};
