import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import { accept, type Result } from '../../shared/result.ts';
import { refusalOfFile } from '../store/sqliteErrors.ts';

/**
 * Asks where to put a text, and writes it, readable for its owner alone.
 *
 * @param proposed  a file name
 * @returns the path; null: the person thought better of it; CANNOT_WRITE
 */
export async function saveText(window: BrowserWindow, proposed: string, text: string): Promise<Result<string | null>> {
  const { canceled, filePath: path } = await dialog.showSaveDialog(window, {
    defaultPath: join(app.getPath('documents'), proposed),
  });
  if (canceled || path === '') return accept(null);
  try {
    await writeFile(path, text, { mode: 0o600 });
    return accept(path);
  } catch (error) {
    const refused = refusalOfFile(error, 'CANNOT_WRITE', { path });
    if (!refused) throw error;
    return refused;
  }
}
