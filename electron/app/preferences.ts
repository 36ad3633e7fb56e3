import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { z } from 'zod';
import { themeChoices } from '../../shared/ipc/contract.ts';
import { logError } from './log.ts';

const bounds = z.object({ x: z.int(), y: z.int(), width: z.int().min(200), height: z.int().min(200) });

const Preferences = z.object({
  bounds: bounds.nullable().catch(null),
  maximized: z.boolean().catch(false),
  /** of the page, as the View menu changes it */
  zoom: z.number().min(0.25).max(5).catch(1),
  theme: z.enum(themeChoices).catch('system'),
});
export type Preferences = z.output<typeof Preferences>;

const file = () => join(app.getPath('userData'), 'window.json');

/** How this person left the window. What cannot be read is as on the first day. */
export function readPreferences(): Preferences {
  try {
    return Preferences.parse(JSON.parse(readFileSync(file(), 'utf8')));
  } catch {
    return { bounds: null, maximized: false, zoom: 1, theme: 'system' };
  }
}

/** Kept for the next start; that it could not be is a pity and no more. */
export function writePreferences(preferences: Preferences): void {
  try {
    writeFileSync(file(), JSON.stringify(preferences));
  } catch (error) {
    logError('keeping the state of the window', error);
  }
}
