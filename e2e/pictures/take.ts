// Takes the pictures of the docs: every view of the sample organisation in three themes and two sizes. Started by
// `npm run screenshots`; names on the command line take only those.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type { ElectronApplication, Page } from '@playwright/test';
// For the bridge that the preload puts into the page.
import type {} from '../../renderer/ask.ts';
import { commandLine } from '../fixture/commandLine.ts';
import { root } from '../fixture/root.ts';
import { startApp } from '../fixture/start.ts';
import type { Picture } from './picture.ts';
import { pictures } from './pictures.ts';

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;
const THEMES = ['light', 'dark', 'sunlight'] as const;
/** Who is signed in, and the PIN of everybody in the sample. */
const WHO = 'Store admin';
const PIN = '246810';
/** ms after which what is being loaded or moved has come to rest */
const SETTLED_MS = 350;

const target = process.env.ASSETTRACK_PICTURES ?? join(root, 'docs', 'pictures');
const wanted = process.argv.slice(2);
const chosen = pictures.filter(({ name }) => wanted.length === 0 || wanted.includes(name));

const folder = mkdtempSync(join(tmpdir(), 'assettrack-pictures-'));
const at = { store: join(folder, 'sample.assettrack'), home: join(folder, 'home') };
try {
  mkdirSync(target, { recursive: true });
  const empty = chosen.filter(({ noStore }) => noStore);
  if (empty.length > 0) {
    const app = await start(join(folder, 'none.assettrack'));
    const page = await app.firstWindow();
    for (const picture of empty) await takeAll(app, page, picture);
    await app.close();
  }
  await commandLine(at, ['demo']);
  const app = await start();
  const page = await app.firstWindow();
  page.on('pageerror', (error) => console.error(error));
  for (const picture of chosen.filter(({ signedOut }) => signedOut)) await takeAll(app, page, picture);
  await page.getByRole('button', { name: new RegExp(WHO) }).click();
  await page.getByLabel(`PIN of ${WHO}`).fill(PIN);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  for (const picture of chosen.filter(({ signedOut, damaged, noStore }) => !signedOut && !damaged && !noStore)) {
    await takeAll(app, page, picture);
  }
  const ofDamage = chosen.filter(({ damaged }) => damaged);
  if (ofDamage.length > 0) await backUpAndGoOn(page);
  await app.close();
  if (ofDamage.length > 0) {
    damageStore();
    const again = await start();
    for (const picture of ofDamage) await takeAll(again, await again.firstWindow(), picture);
    await again.close();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function start(store = at.store): Promise<ElectronApplication> {
  return startApp({ args: ['--store', store], userData: join(folder, 'user'), home: at.home });
}

/** Something is recorded after the backup, so that it lacks something. */
async function backUpAndGoOn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Lock' }).waitFor();
  await page.evaluate(() => assettrack.ask['backup.now'](JSON.stringify({ where: 'own' })));
  const made = () => page.evaluate(() => assettrack.ask['backup.list']('{}'));
  while (JSON.parse(await made()).rows.length === 0) await page.waitForTimeout(SETTLED_MS);
  await page.evaluate(() => assettrack.ask.command(JSON.stringify({ command: 'holder.add', name: 'Night watch' })));
}

/** As a failing disk would. */
function damageStore(): void {
  const bytes = readFileSync(at.store);
  bytes.fill(0, 4096, Math.floor(bytes.length / 2));
  writeFileSync(at.store, bytes);
}

async function takeAll(app: ElectronApplication, page: Page, picture: Picture): Promise<void> {
  const { name, address, before, after } = picture;
  await page.locator('h1').first().waitFor();
  for (const { width, height } of SIZES) {
    await app.evaluate(
      ({ BrowserWindow }, size) => {
        BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height);
      },
      { width, height },
    );
    if (address !== null) {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, address);
      await page.waitForTimeout(SETTLED_MS);
    }
    // Nothing lies under the mouse, neither of the picture before nor of what was pressed for this one.
    await page.mouse.move(0, 0);
    await before?.(page, app);
    await page.mouse.move(0, 0);
    for (const theme of THEMES) {
      await page.evaluate((choice) => assettrack.ask['app.setTheme'](JSON.stringify({ choice })), theme);
      await page.locator(`html[data-theme=${theme}]`).waitFor({ state: 'attached' });
      await page.waitForTimeout(SETTLED_MS);
      await page.screenshot({ path: join(target, `${name}-${theme}-${width}.png`) });
    }
    await after?.(page);
  }
  console.log(name);
}
