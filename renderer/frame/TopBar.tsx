import { Button, Menu } from '@mantine/core';
import { themeChoices } from '../../shared/ipc/contract.ts';
import { words } from '../../shared/uiWords.ts';
import { initials } from '../format.ts';
import { appStore, useApp } from '../state/useApp.ts';
import css from './TopBar.module.css';

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
        <span className={css.organisation}>{organisation}</span>
      </a>
      <button type="button" className={css.search} onClick={() => showPalette(true)}>
        <span>{words.top.search}</span>
        <kbd>{words.top.searchKeys}</kbd>
      </button>
      {sample && (
        <span className="chip" data-tone="warn">
          {words.status.sample}
        </span>
      )}
      <div className={css.who}>
        {operator && (
          <Menu>
            <Menu.Target>
              <button type="button" className={css.account} aria-label={words.top.account(operator.name)}>
                <span className={css.name}>{words.top.signedIn(operator.name, operator.role)}</span>
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
              <Menu.Divider />
              <Menu.Label>{words.theme.label}</Menu.Label>
              {themeChoices.map((choice) => (
                <Menu.Item
                  key={choice}
                  role="menuitemradio"
                  aria-checked={choice === theme}
                  onClick={() => void chooseTheme(choice)}
                  rightSection={choice === theme ? '✓' : undefined}
                >
                  {words.theme.names[choice]}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
        <Button onClick={() => void lock()}>{words.top.lock}</Button>
      </div>
    </header>
  );
}
