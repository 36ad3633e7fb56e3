import { Button, Menu } from '@mantine/core';
import { type ThemeChoice, themeChoices } from '../../shared/ipc/contract.ts';
import { words } from '../../shared/uiWords.ts';
import { initials } from '../format.ts';
import { appStore, useApp } from '../state/useApp.ts';
import { AsOfControl } from './AsOfControl.tsx';
import css from './TopBar.module.css';

const readTheme = (text: string): ThemeChoice => themeChoices.find((choice) => choice === text) ?? 'system';

/** Search and scan, who is signed in, and the lock. */
export function TopBar() {
  const operator = useApp(({ session }) => (session?.status === 'signed-in' ? session.operator : null));
  const organisation = useApp(({ store }) => (store?.state === 'open' ? store.organisation : ''));
  const sample = useApp(({ store }) => store?.state === 'open' && store.sample !== null);
  const theme = useApp((state) => state.theme);
  const { showPalette, lock, switchOperator, signOut, chooseTheme } = appStore.getState();
  return (
    <header className={css.bar}>
      <a className={css.brand} href="#/">
        <b>{words.app}</b>
        <span className={css.organisation} title={organisation}>
          {organisation}
        </span>
      </a>
      <button type="button" className={css.search} onClick={() => showPalette(true)}>
        <span>{words.top.search}</span>
        <kbd>{words.top.searchKeys}</kbd>
      </button>
      <AsOfControl />
      {sample && (
        <span className="chip" data-tone="warn">
          {words.status.sample}
        </span>
      )}
      <div className={css.who}>
        {operator && (
          <Menu withinPortal={false}>
            <Menu.Target>
              <button type="button" className={css.account}>
                <span className={css.name}>{words.top.signedIn(operator.name, operator.role)}</span>
                <span className="only-heard">{words.top.account}</span>
                <span className={css.avatar} aria-hidden="true">
                  {initials(operator.name)}
                </span>
              </button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item rightSection={<kbd>{words.top.switchKeys}</kbd>} onClick={() => void switchOperator()}>
                {words.top.switchOperator}
              </Menu.Item>
              <Menu.Item onClick={() => void signOut()}>{words.top.signOut}</Menu.Item>
              <Menu.Divider role="separator" />
              <Menu.RadioGroup value={theme} onChange={(choice) => void chooseTheme(readTheme(choice))}>
                {themeChoices.map((choice) => (
                  <Menu.RadioItem key={choice} value={choice}>
                    {words.palette.theme(words.theme.names[choice])}
                  </Menu.RadioItem>
                ))}
              </Menu.RadioGroup>
            </Menu.Dropdown>
          </Menu>
        )}
        <Button onClick={() => void lock()}>{words.top.lock}</Button>
      </div>
    </header>
  );
}
