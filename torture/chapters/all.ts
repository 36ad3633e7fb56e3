import type { Chapter } from '../lib/tally.ts';
import { app } from './app.ts';
import { bytes } from './bytes.ts';
import { clock } from './clock.ts';
import { copies } from './copies.ts';
import { diskFull } from './diskFull.ts';
import { faults } from './faults.ts';
import { guess } from './guess.ts';
import { kill } from './kill.ts';
import { ledgers } from './ledgers.ts';
import { lending } from './lending.ts';
import { places } from './places.ts';
import { powerCut } from './powerCut.ts';
import { processes } from './processes.ts';
import { receipts } from './receipts.ts';
import { recovery } from './recovery.ts';
import { steps } from './steps.ts';
import { wal } from './wal.ts';

/** In the order of the table. */
export const chapters: readonly Chapter[] = [
  kill,
  steps,
  faults,
  app,
  diskFull,
  lending,
  powerCut,
  receipts,
  recovery,
  wal,
  bytes,
  copies,
  processes,
  places,
  clock,
  guess,
  ledgers,
];
