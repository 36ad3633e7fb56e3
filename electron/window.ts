import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';
import { ORIGIN } from './app/bundle.ts';
import { logError } from './app/log.ts';

/** The colour behind the page until it has drawn itself, so that nothing flashes: Mantine's body, light and dark. */
const BACKGROUND = { light: '#ffffff', dark: '#242424' };

/**
 * Opens the one window of the app: a sandboxed page that reaches this process through the preload alone.
 *
 * @param bundle absolute path of the folder that holds preload.cjs
 * @param dark whether the system prefers dark colours
 */
export function openWindow(bundle: string, dark: boolean): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 840,
    minWidth: 720,
    minHeight: 520,
    show: false,
    title: 'AssetTrack',
    backgroundColor: dark ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload: join(bundle, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  window.once('ready-to-show', () => window.show());
  window.webContents.on('preload-error', (_event, path, error) => logError(`preload ${path}`, error));
  window.webContents.on('render-process-gone', (_event, details) => {
    logError('the window', new Error(`its process ended: ${details.reason} (${details.exitCode})`));
    if (details.reason !== 'clean-exit' && !window.isDestroyed()) window.reload();
  });
  window.loadURL(`${ORIGIN}/`).catch((error: unknown) => logError('loading the page', error));
  return window;
}

/** Brings a window to the front, as a second start of the app does instead of opening another. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
