import './nonce.ts';
import '../shared/jitless.ts';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import './theme/tokens.css';
import './theme/base.css';
import './theme/print.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { reportFault } from './faults.ts';
import { keepFocus } from './frame/keepFocus.ts';
import { go, to } from './routes.ts';
import { arrive, backToNow } from './state/asOf.ts';
import { appStore, main } from './state/useApp.ts';

const MINUTE_MS = 60_000;

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

// A bug is said aloud, once for each kind; the console keeps its stack.
window.addEventListener('unhandledrejection', ({ reason }) => reportFault(reason));
// Without an error it is only Chromium's remark that a layout took two rounds.
window.addEventListener('error', ({ error }) => error && reportFault(error));

const { takeInfo, takeSession, takeStore, beginWithPack, minutePassed } = appStore.getState();
/** Where the window was when it was closed; it begins there anew, at now. */
const LAST_PLACE = 'place';
window.addEventListener('hashchange', () => localStorage.setItem(LAST_PLACE, arrive()));
if (location.hash === '') history.replaceState(null, '', localStorage.getItem(LAST_PLACE) ?? to('board'));
arrive();
// Somebody else begins at the board, not in the middle of another's work.
appStore.subscribe(({ session }, before) => {
  if (session?.status === 'signed-out' && before.session?.status !== 'signed-out') backToNow();
  if (session?.status !== 'signed-in' || before.session?.status === 'signed-out') return;
  if (before.session && before.session.operator.operatorId !== session.operator.operatorId) {
    go(to('board', undefined, { at: 'now' }));
  }
});
setInterval(minutePassed, MINUTE_MS);
window.addEventListener('pagehide', () => appStore.getState().flushDrafts());

// All, so that the first thing drawn is the right one; each as it comes, so that none undoes what was announced since.
const [pack] = await Promise.all([
  main.ask('pack.opened', {}),
  main.ask('app.info', {}).then(takeInfo),
  main.ask('store.state', {}).then(takeStore),
  main.ask('session.state', {}).then(takeSession),
]);
if (pack) beginWithPack(pack);

keepFocus();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
