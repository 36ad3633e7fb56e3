import { MantineProvider } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import { useEffect, useLayoutEffect } from 'react';
import css from './entry/Entry.module.css';
import { FirstRun } from './entry/FirstRun.tsx';
import { RecoveryCode } from './entry/RecoveryCode.tsx';
import { Restoring } from './entry/Restoring.tsx';
import { SignIn } from './entry/SignIn.tsx';
import { StoreRefused } from './entry/StoreRefused.tsx';
import { WritingSample } from './entry/WritingSample.tsx';
import { Frame } from './frame/Frame.tsx';
import { Keys } from './frame/Keys.tsx';
import { styleNonce } from './nonce.ts';
import { Scanning } from './scan/Scanning.tsx';
import { appStore, useApp } from './state/useApp.ts';
import { mantineTokens, theme } from './theme/mantine.ts';
import { useTheme } from './theme/useTheme.ts';
import { CheckPackPage } from './views/pack/CheckPackPage.tsx';
import { fetchViews } from './views/useReadyPlace.ts';

/** The window: its colours, what is heard everywhere, and whatever stands in it now. */
export function App() {
  const shown = useTheme();
  // While somebody types a PIN, the view they will see is fetched, and then all others.
  useEffect(() => void fetchViews(appStore.getState().place?.view), []);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={mantineTokens}
      forceColorScheme={shown === 'dark' ? 'dark' : 'light'}
      getStyleNonce={styleNonce}
    >
      {/* Not in a portal: what lies in one is a dialog of a view, and hidden by the lock. */}
      <Notifications position="bottom-right" limit={3} withinPortal={false} />
      <Keys />
      <Scanning />
      <Shown />
    </MantineProvider>
  );
}

function Shown() {
  const store = useApp((state) => state.store);
  const session = useApp((state) => state.session);
  const codeIsDue = useApp((state) => state.codeIsDue);
  const packPage = useApp((state) => state.packPage);
  const locked = session?.status === 'locked';
  useLayoutEffect(() => {
    document.documentElement.toggleAttribute('data-locked', locked);
    // What was said in passing was said to who is locked out now.
    if (locked) notifications.clean();
  }, [locked]);
  if (!store || !session) return null;
  // In the place of signing in: a pack can be checked by whoever has it.
  const check = packPage && session.status !== 'signed-in' ? <CheckPackPage /> : null;
  switch (store.state) {
    case 'none':
      return (
        <>
          {check}
          {/* What was typed into it stays. */}
          <div className={css.behind} hidden={check !== null}>
            <FirstRun path={store.path} />
          </div>
        </>
      );
    case 'writing-sample':
      return <WritingSample done={store.done} total={store.total} />;
    case 'restoring':
      return <Restoring done={store.done} total={store.total} />;
    case 'refused':
      return check ?? <StoreRefused store={store} />;
    default:
  }
  if (session.status === 'signed-out') return check ?? <SignIn />;
  if (codeIsDue && !locked) return <RecoveryCode />;
  return (
    <>
      {locked && (check ?? <SignIn />)}
      {/* Behind the lock the frame keeps what was typed; for another operator it begins anew. */}
      <Frame key={session.operator.operatorId} hidden={locked} />
    </>
  );
}
