import { basename, dirname, join } from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';

/** The folder that was chosen last, while the app runs; else the person's documents. */
let lastFolder: string | null = null;
const folder = (): string => lastFolder ?? app.getPath('documents');

/**
 * Asks where to put a file.
 *
 * @param proposed  its name
 * @returns absolute; null: the person thought better of it
 */
export async function chooseTarget(window: BrowserWindow, proposed: string): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: join(folder(), basename(proposed)),
  });
  return canceled || filePath === '' ? null : remember(filePath);
}

/** Asks for a file that is there. @returns absolute; null: the person thought better of it */
export async function chooseSource(
  window: BrowserWindow,
  filters: readonly { readonly name: string; readonly extensions: readonly string[] }[],
): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    defaultPath: folder(),
    properties: ['openFile'],
    filters: filters.map(({ name, extensions }) => ({ name, extensions: [...extensions] })),
  });
  const [path] = filePaths;
  return canceled || path === undefined ? null : remember(path);
}

function remember(path: string): string {
  lastFolder = dirname(path);
  return path;
}
