import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, type BrowserWindow, nativeTheme, session } from 'electron';
import { hardenApp, hardenSession } from './app/hardening.ts';
import { logError, startLog } from './app/log.ts';
import { setMenu } from './app/menu.ts';
import { registerScheme, serveBundle } from './app/protocol.ts';
import { focusWindow, openWindow } from './window.ts';

/** The folder of the built app: this file, preload.cjs and renderer/. */
const bundle = dirname(fileURLToPath(import.meta.url));

function run(): void {
  startLog();
  hardenApp();
  registerScheme();

  let window: BrowserWindow | null = null;
  app.on('second-instance', () => window && focusWindow(window));
  app.on('window-all-closed', () => app.quit());

  // Not awaited at top level: an ES module main that waits for `ready` there never gets it.
  app
    .whenReady()
    .then(() => {
      setMenu();
      hardenSession(session.defaultSession);
      serveBundle(session.defaultSession, join(bundle, 'renderer'));
      window = openWindow(bundle, nativeTheme.shouldUseDarkColors);
    })
    .catch((error: unknown) => {
      logError('starting', error);
      app.exit(1);
    });
}

if (app.requestSingleInstanceLock()) run();
else app.quit();
