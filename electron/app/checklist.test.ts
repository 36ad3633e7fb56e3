import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** What would weaken the window, and is needed nowhere in this app; see docs/security.md. */
const NEVER = [
  'allowRunningInsecureContent',
  'enableBlinkFeatures',
  'experimentalFeatures',
  'openExternal',
  'webSecurity: false',
  'contextIsolation: false',
  'nodeIntegration: true',
  'dangerouslySetInnerHTML',
  'innerHTML',
  'ELECTRON_DISABLE_SECURITY_WARNINGS',
];
const root = join(import.meta.dirname, '..', '..');

function sources(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /[.](ts|tsx|html)$/.test(name) && !name.endsWith('.test.ts'))
    .map((name) => join(folder, name));
}

test('no source of the app loosens what shuts the window in', () => {
  const all = ['electron', 'renderer', 'shared'].flatMap(sources);
  expect(all.length).toBeGreaterThan(100);
  const found = all.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    return NEVER.filter((word) => text.includes(word)).map((word) => `${file}: ${word}`);
  });
  expect(found).toEqual([]);
});
