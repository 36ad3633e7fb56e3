import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { app, BrowserWindow, ipcMain, nativeTheme, powerMonitor, session, shell } from 'electron';
import type { Announcement, ThemeChoice } from '../shared/ipc/contract.ts';
import type { ChannelName } from '../shared/ipc/names.ts';
import { accept } from '../shared/result.ts';
import { systemClock } from '../shared/time.ts';
import { words } from '../shared/uiWords.ts';
import { chooseSource, chooseTarget } from './app/chooseFile.ts';
import { hardenApp, hardenSession } from './app/hardening.ts';
import { logError, startLog } from './app/log.ts';
import { setMenu } from './app/menu.ts';
import { lookAtPack, openInbox, packArgument, packHandedOver } from './app/openedFile.ts';
import { readPreferences, writePreferences } from './app/preferences.ts';
import { printAndQuit, printArgument, printDocument } from './app/printDocument.ts';
import { registerScheme, serveBundle } from './app/protocol.ts';
import { saveText } from './app/saveText.ts';
import { commandLineWords, startArguments } from './app/startArguments.ts';
import { startJob } from './app/startJob.ts';
import { startPast } from './app/startPast.ts';
import { defaultStorePath } from './custody.ts';
import { openBackupKeeper } from './ipc/backupKeeper.ts';
import { openHandlers } from './ipc/handlers.ts';
import { openImportKeeper } from './ipc/importKeeper.ts';
import { openJobKeeper } from './ipc/jobKeeper.ts';
import type { JobWatch, RestoreNeeds } from './ipc/jobs.ts';
import { openLabelKeeper } from './ipc/labelKeeper.ts';
import { openPackKeeper } from './ipc/packKeeper.ts';
import { openPast } from './ipc/past.ts';
import { openReportKeeper } from './ipc/reportKeeper.ts';
import { serve } from './ipc/serve.ts';
import { openSessionKeeper } from './ipc/sessionKeeper.ts';
import { openStoreKeeper } from './ipc/storeKeeper.ts';
import { newUuid } from './newUuid.ts';
import { appFolder } from './store/appFolder.ts';
import { focusWindow, openWindow, windowLeft } from './window.ts';

/** The folder of the built app: this file, preload.cjs, workers/ and renderer/. */
const bundle = dirname(fileURLToPath(import.meta.url));
/** How often the lock looks at the clock, ms. */
const TICK_MS = 1000;
/** How often the room on the disk is looked at, ms. */
const ROOM_MS = 60_000;
/** How often it is looked whether the day's backup is due, ms. */
const BACKUP_MS = 5 * 60_000;
/** The whole store is checked once the window has had time to draw itself. */
const VERIFY_AFTER_MS = 2000;

function run(): void {
  startLog();
  hardenApp();
  registerScheme();
  app.on('second-instance', (_event, _argv, _cwd, data) => {
    BrowserWindow.getAllWindows().forEach(focusWindow);
    const pack = packHandedOver(data);
    if (pack !== null) inbox.put(pack);
  });
  // How macOS tells, also before the app is ready.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    inbox.put(path);
  });
  app.on('window-all-closed', () => app.quit());
  // Not awaited at top level: an ES module main that waits for `ready` there never gets it.
  app
    .whenReady()
    .then(start)
    .catch((error: unknown) => {
      logError('starting', error);
      app.exit(1);
    });
}

function start(): void {
  const { store, demo } = startArguments(process.argv, process.cwd());
  const home = appFolder();
  const migrations = join(app.getAppPath(), 'migrations');
  const fonts = join(app.getAppPath(), 'assets', 'fonts');
  let preferences = readPreferences();
  let window: BrowserWindow | null = null;

  function announce<N extends ChannelName>(channel: N, what: Announcement<N>): void {
    if (window && !window.isDestroyed()) window.webContents.send(channel, JSON.stringify(what));
  }

  const startRestore = (needs: RestoreNeeds, watch: JobWatch) => startJob(bundle, 'restoreWorker', needs, watch);
  const chooseBackup = async () =>
    window && chooseSource(window, [{ name: words.backup.files, extensions: ['sqlite'] }]);
  const stores = openStoreKeeper({
    ownPath: store ?? defaultStorePath(home),
    home,
    migrations,
    startVerify: (path, watch) => startJob(bundle, 'verifyWorker', { path, home, migrations }, watch),
    startDemo: (path, watch) => startJob(bundle, 'demoWorker', { path, home, migrations }, watch),
    startRestore,
    chooseSource: chooseBackup,
    announce(state) {
      announce('store', state);
      if (state.state === 'open' && state.verify.state === 'not-yet')
        setTimeout(() => stores.startVerify(null), VERIFY_AFTER_MS);
    },
    appended(events) {
      announce('appended', events);
      if (events.some(({ streamType }) => streamType === 'operator')) sessions.operatorsChanged();
    },
    closing: () => past.close(),
    leaving() {
      jobs.cancelAll();
      imports.leave();
      reports.forget();
      sessions.signOut();
    },
    report: logError,
  });
  const past = openPast({
    custody: stores.custody,
    start: (path, heard) => startPast(bundle, { path, home, migrations }, heard),
    report: logError,
  });
  const jobs = openJobKeeper({
    announce: (state) => announce('job', state),
    newId: () => newUuid(Date.now()),
    now: Date.now,
    report: logError,
  });
  const imports = openImportKeeper({
    home,
    migrations,
    clock: systemClock,
    jobs,
    newId: () => newUuid(Date.now()),
    startImport: (needs, watch) => startJob(bundle, 'importWorker', needs, watch),
  });
  const reports = openReportKeeper({
    home,
    migrations,
    fonts,
    appVersion: app.getVersion(),
    jobs,
    newId: () => newUuid(Date.now()),
    startReport: (needs, watch) => startJob(bundle, 'reportWorker', needs, watch),
    startPack: (needs, watch) => startJob(bundle, 'packWorker', needs, watch),
    print: printDocument,
    chooseTarget: async (proposed) => window && chooseTarget(window, proposed),
    showInFolder: (path) => shell.showItemInFolder(path),
  });
  const sessions = openSessionKeeper({
    custody: stores.custody,
    clock: systemClock,
    lockAfterMs: stores.lockAfterMs,
    announce(state) {
      if (state.status === 'signed-in') packs.signedIn(state.operator.operatorId);
      announce('session', state);
    },
  });

  const labels = openLabelKeeper({
    fonts,
    newId: () => newUuid(Date.now()),
    print: printDocument,
    chooseTarget: async (proposed) => window && chooseTarget(window, proposed),
  });
  const packs = openPackKeeper({
    jobs,
    newId: () => newUuid(Date.now()),
    startCheck: (needs, watch) => startJob(bundle, 'packCheckWorker', needs, watch),
    chooseSource: async () =>
      window &&
      chooseSource(window, [
        { name: words.packCheck.files, extensions: ['custodypack', 'zip'] },
        { name: words.packCheck.anyFile, extensions: ['*'] },
      ]),
    look: lookAtPack,
    who() {
      const state = sessions.state();
      return state.status === 'signed-in' ? state.operator.operatorId : null;
    },
    announce: (pack) => announce('pack', pack),
  });
  const backups = openBackupKeeper({
    home,
    migrations,
    stores,
    sessions,
    jobs,
    now: Date.now,
    startBackup: (needs, watch) => startJob(bundle, 'backupWorker', needs, watch),
    startRestore,
    chooseTarget: async (proposed) => window && chooseTarget(window, proposed),
    chooseSource: chooseBackup,
  });

  function setTheme(theme: ThemeChoice): void {
    preferences = { ...preferences, theme };
    // Sunlight is a light theme to the system's own controls.
    nativeTheme.themeSource = theme === 'sunlight' ? 'light' : theme;
    writePreferences(preferences);
    announce('theme', { choice: theme });
    setMenu({ theme, setTheme, wish: (wish) => announce('menu', { wish }) });
  }

  serve(
    ipcMain,
    openHandlers({
      stores,
      sessions,
      jobs,
      reports,
      imports,
      backups,
      labels,
      past,
      packs,
      info: () => ({
        version: app.getVersion(),
        electron: process.versions.electron ?? '',
        packaged: app.isPackaged,
        theme: preferences.theme,
      }),
      setTheme,
      saveText: (proposed, text) => (window ? saveText(window, proposed, text) : Promise.resolve(accept(null))),
      fault: (message, stack) => logError('the page', Object.assign(new Error(message), { stack })),
    }),
    logError,
  );

  setTheme(preferences.theme);
  hardenSession(session.defaultSession);
  serveBundle(session.defaultSession, join(bundle, 'renderer'), (page) => reports.page(page) ?? labels.page(page));
  inbox.listen(packs.open);
  window = openWindow(bundle, preferences, nativeTheme.shouldUseDarkColors);
  const opened = window;
  opened.webContents.on('input-event', sessions.active);
  opened.on('close', () => {
    preferences = { ...preferences, ...windowLeft(opened) };
    writePreferences(preferences);
  });
  if (demo) stores.openSample().catch((error: unknown) => logError('opening the sample organisation', error));
  else stores.openOwn();

  setInterval(sessions.tick, TICK_MS);
  setInterval(stores.lookAtRoom, ROOM_MS);
  setInterval(backups.tick, BACKUP_MS);
  powerMonitor.on('suspend', sessions.lock);
  powerMonitor.on('lock-screen', sessions.lock);
  app.on('will-quit', () => {
    jobs.cancelAll();
    stores.close();
  });
}

const packToOpen = packArgument(process.argv, process.cwd());
/** Custody packs that the system wants opened. */
const inbox = openInbox(packToOpen);
const toPrint = printArgument(process.argv);
const verb = commandLineWords(process.argv);
if (verb) {
  // Before Electron looks for a display: a verb needs none.
  const { runCommandLine } = await import('./cli/runCommandLine.ts');
  process.exit(await runCommandLine(verb));
} else if (toPrint !== null) printAndQuit(toPrint);
else if (app.requestSingleInstanceLock({ pack: packToOpen })) run();
else app.quit();
