// Called by electron-builder with the packed app, before the fuses are set.
import { rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Takes away the application that an Electron brings along for developers. electron-builder leaves it there when
 * Electron comes from a folder.
 * @param {{ appOutDir: string, packager: { getResourcesDir(appOutDir: string): string } }} context
 */
export function afterPack({ appOutDir, packager }) {
  rmSync(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
}
