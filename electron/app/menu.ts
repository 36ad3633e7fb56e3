import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { type MenuWish, type ThemeChoice, themeChoices } from '../../shared/ipc/contract.ts';
import { words } from '../../shared/uiWords.ts';

export interface MenuNeeds {
  readonly theme: ThemeChoice;
  setTheme(choice: ThemeChoice): void;
  /** what the page does when the item is chosen; by keyboard, the page hears its own keys */
  wish(wish: MenuWish): void;
}

/** The native menu. Electron's default one leads to web pages and, in an installed app, to the developer tools. */
export function setMenu({ theme, setTheme, wish }: MenuNeeds): void {
  const item = (label: string, accelerator: string, does: MenuWish): MenuItemConstructorOptions => ({
    label,
    accelerator,
    registerAccelerator: false,
    click: () => wish(does),
  });
  const view: MenuItemConstructorOptions[] = [
    {
      label: words.menu.theme,
      submenu: themeChoices.map((choice) => ({
        label: words.theme.names[choice],
        type: 'radio',
        checked: choice === theme,
        click: () => setTheme(choice),
      })),
    },
    { type: 'separator' },
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ];
  if (!app.isPackaged) view.push({ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' });
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
      {
        label: words.menu.file,
        submenu: [
          item(words.menu.lock, 'CmdOrCtrl+L', 'lock'),
          item(words.menu.switchOperator, 'F2', 'switch-operator'),
          { type: 'separator' },
          { role: process.platform === 'darwin' ? 'close' : 'quit' },
        ],
      },
      { role: 'editMenu' },
      {
        label: words.menu.go,
        submenu: [
          item(words.menu.search, 'CmdOrCtrl+K', 'palette'),
          { type: 'separator' },
          item(words.menu.back, 'Alt+Left', 'back'),
          item(words.menu.forward, 'Alt+Right', 'forward'),
          { type: 'separator' },
          { label: words.menu.scannerTest, click: () => wish('scanner-test') },
        ],
      },
      { label: words.menu.view, submenu: view },
      { role: 'windowMenu' },
    ]),
  );
}
