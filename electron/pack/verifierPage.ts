import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Where the build puts the page, below the checkout and within the installed app. */
const PAGE = join('dist', 'verifier', 'verify.html');

/**
 * The page that checks a pack in a browser, as it goes into every pack: looked for from here upwards, because this file
 * lies elsewhere once it is bundled.
 *
 * @returns its HTML; null where nothing was built yet
 */
export async function verifierPage(from = import.meta.dirname): Promise<string | null> {
  try {
    return await readFile(join(from, PAGE), 'utf8');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')))
      throw error;
    const above = dirname(from);
    return above === from ? null : verifierPage(above);
  }
}
