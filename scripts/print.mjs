// Prints a page of HTML to PDF by the app's own Electron: `node scripts/print.mjs WISH.json`, for the command line.
// A machine without a display gets one in memory; what cannot be had is said, with the command that would bring it.
import { dirname, join } from 'node:path';
import process from 'node:process';
import { hasDisplay } from './setup/debian.mjs';
import { root } from './setup/places.mjs';
import { run } from './setup/run.mjs';
import { SetupError, withPlainFailures } from './setup/say.mjs';
import { tools } from './setup/tools.mjs';

/** Minutes that a print may take; the longest ledger takes a few. */
const LIMIT_MIN = 30;

await withPlainFailures(async () => {
  const wish = process.argv[2];
  if (!wish) throw new SetupError('There is nothing to print.', 'name the file that says what and where to.');
  await tools();
  const { ready } = await import('./setup/ready.mjs');
  const { buildIfStale } = await import('./build.mjs');
  const { electron } = await ready({ virtualDisplay: true });
  await buildIfStale();
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  // A profile of its own, beside the wish: the app itself may be open.
  const profile = `--user-data-dir=${join(dirname(wish), 'profile')}`;
  const args = [...asRoot, '--disable-gpu', '--log-level=3', profile, root, `--print-document=${wish}`];
  const [command, ...rest] = hasDisplay() ? [electron, ...args] : ['xvfb-run', '-a', electron, ...args];
  const { status, output } = await run(command, rest, { limitMs: LIMIT_MIN * 60_000 });
  if (status !== 0) throw new SetupError(`Electron could not print: ${output.trim().slice(-1500)}`, 'try again.');
});
