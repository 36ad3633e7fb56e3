// `npm start`: sets up what is missing, builds what changed, opens the app. What follows `--` goes to the app.
import process from 'node:process';
import { hasDisplay } from './setup/debian.mjs';
import { root } from './setup/places.mjs';
import { handOver } from './setup/run.mjs';
import { SetupError, withPlainFailures } from './setup/say.mjs';
import { tools } from './setup/tools.mjs';

await withPlainFailures(async () => {
  if (!hasDisplay()) {
    throw new SetupError(
      'There is no display for a window to appear on (neither DISPLAY nor WAYLAND_DISPLAY is set).',
      'start it from a desktop session, or use the command line, which needs none: npm run -s assettrack -- --help',
    );
  }
  await tools();
  const { ready } = await import('./setup/ready.mjs');
  const { buildIfStale } = await import('./build.mjs');
  const { electron } = await ready({ virtualDisplay: false });
  await buildIfStale();
  // Chromium refuses to start as root with its sandbox on; the window's own process stays sandboxed all the same.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  process.exit(await handOver(electron, [...asRoot, root, ...process.argv.slice(2)], { cwd: process.cwd() }));
});
