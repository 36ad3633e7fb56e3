import { join } from 'node:path';
import { app, BrowserWindow, screen } from 'electron';
import { ORIGIN } from './app/bundle.ts';
import { logError } from './app/log.ts';
import type { Preferences } from './app/preferences.ts';

/** The colour behind the page until it has drawn itself, so that nothing flashes: `--bg` of renderer/theme/tokens.css. */
const BACKGROUND = { light: '#f6f7f8', dark: '#0f1316' };

/**
 * Opens the one window of the app: a sandboxed page that reaches this process through the preload alone.
 *
 * @param bundle absolute path of the folder that holds preload.cjs
 * @param left how the window was left the last time
 * @param dark whether dark colours are to be used
 */
export function openWindow(bundle: string, left: Preferences, dark: boolean): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 840,
    ...(left.bounds && isOnSomeScreen(left.bounds) ? left.bounds : {}),
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
  if (left.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.webContents.on('did-finish-load', () => {
    window.webContents.zoomFactor = left.zoom;
  });
  window.webContents.on('preload-error', (_event, path, error) => logError(`preload ${path}`, error));
  window.webContents.on('render-process-gone', (_event, details) => {
    logError('the window', new Error(`its process ended: ${details.reason} (${details.exitCode})`));
    if (details.reason !== 'clean-exit' && !window.isDestroyed()) window.reload();
  });
  window.loadURL(`${ORIGIN}/`).catch((error: unknown) => logError('loading the page', error));
  return window;
}

/** A screen that was unplugged must not keep the window out of sight. */
function isOnSomeScreen(bounds: NonNullable<Preferences['bounds']>): boolean {
  const { workArea } = screen.getDisplayMatching(bounds);
  const right = Math.min(bounds.x + bounds.width, workArea.x + workArea.width);
  const bottom = Math.min(bounds.y + bounds.height, workArea.y + workArea.height);
  return right - Math.max(bounds.x, workArea.x) >= 200 && bottom - Math.max(bounds.y, workArea.y) >= 100;
}

/** How the window is now, for the next start. */
export function windowLeft(window: BrowserWindow): Pick<Preferences, 'bounds' | 'maximized' | 'zoom'> {
  return {
    bounds: window.getNormalBounds(),
    maximized: window.isMaximized(),
    zoom: window.webContents.isDestroyed() ? 1 : window.webContents.zoomFactor,
  };
}

/** Brings a window to the front, as a second start of the app does instead of opening another. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
