import type { Chapter } from '../lib/tally.ts';
import { app } from './app.ts';
import { faults } from './faults.ts';
import { kill } from './kill.ts';
import { ledgers } from './ledgers.ts';
import { powerCut } from './powerCut.ts';
import { steps } from './steps.ts';

/** In the order of the table. */
export const chapters: readonly Chapter[] = [kill, faults, app, powerCut, steps, ledgers];
