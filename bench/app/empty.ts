import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { root } from '../../scripts/setup/places.mjs';

const MAIN = `import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 840, show: false });
  window.once('ready-to-show', () => window.show());
  window.loadFile(join(import.meta.dirname, 'page', 'index.html'));
});
app.on('window-all-closed', () => app.quit());
`;
const PAGE = `import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
createRoot(document.getElementById('root')).render(createElement('h1', null, 'Empty'));
`;
const HTML = '<!doctype html><title>Empty</title><script type="module" src="/main.js"></script><div id="root"></div>';

/** The least that a window of Electron with React in it can be: what a start is held against. @returns its folder */
export async function emptyApp(folder: string): Promise<string> {
  const source = join(folder, 'source');
  mkdirSync(source, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'empty', type: 'module', main: 'main.js' }));
  writeFileSync(join(folder, 'main.js'), MAIN);
  writeFileSync(join(source, 'index.html'), HTML);
  writeFileSync(join(source, 'main.js'), PAGE);
  await build({
    configFile: false,
    root: source,
    base: './',
    logLevel: 'error',
    // It lies outside the checkout, where no packages are found by themselves.
    resolve: { alias: { react: join(root, 'node_modules/react'), 'react-dom': join(root, 'node_modules/react-dom') } },
    build: { outDir: join(folder, 'page'), modulePreload: false, target: 'chrome130' },
  });
  return folder;
}
