import { app, type Session, type WebContents } from 'electron';
import { ORIGIN } from './bundle.ts';

/** Schemes a window may load from: its own page, and what it made itself. Everything else is the network. */
const OWN_SCHEMES = ['app:', 'blob:', 'devtools:'];

/**
 * Shuts what a page could misuse: navigation, new windows, web views. Must run before Electron is ready.
 * Electron's defaults are made for browsers; this app shows one page of its own and never leaves it.
 */
export function hardenApp(): void {
  // Run as root (tests in a container), Chromium needs --no-sandbox, and this call would take it away again. The
  // window asks for its sandbox by itself, in window.ts.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  for (const [name, value] of SILENT) app.commandLine.appendSwitch(name, value);
  app.on('web-contents-created', (_event, contents) => stayHome(contents));
}

/**
 * Chromium has errands of its own, for which no page asks: a dictionary for spelling, components, the proxy of the
 * network. None of its hosts has an address here. Seen from outside by e2e/noNetwork.spec.ts.
 */
const SILENT: readonly (readonly [name: string, value: string])[] = [
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['no-proxy-server', ''],
  ['disable-background-networking', ''],
  ['disable-component-update', ''],
  ['disable-domain-reliability', ''],
];

function stayHome(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-navigate', (event) => keepOrigin(event, event.url));
  contents.on('will-frame-navigate', (event) => keepOrigin(event, event.url));
  contents.on('will-redirect', (event) => keepOrigin(event, event.url));
}

function keepOrigin(event: { preventDefault: () => void }, address: string): void {
  if (address !== ORIGIN && !address.startsWith(`${ORIGIN}/`)) event.preventDefault();
}

/** Refuses every permission and every request that would leave the machine. Electron grants all of them by default. */
export function hardenSession(session: Session): void {
  // Otherwise a dictionary is fetched for the session, also when no window spells.
  session.setSpellCheckerLanguages([]);
  session.setSpellCheckerEnabled(false);
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((request, answer) => {
    answer({ cancel: !OWN_SCHEMES.includes(new URL(request.url).protocol) });
  });
}
