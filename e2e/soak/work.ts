import type { ElectronApplication, Page } from '@playwright/test';
import type { Dice } from '../../electron/testing/dice.ts';
// For the bridge that the preload puts into the page.
import type {} from '../../renderer/ask.ts';
import { commandLine, type StoreAt } from '../fixture/commandLine.ts';
import { scan, signIn } from '../fixture/hands.ts';
import { tagsOf } from '../fixture/laptops.ts';

export const CASES = ['CASE-1', 'CASE-2', 'CASE-3', 'CASE-4', 'CASE-5'] as const;
export const SLOTS = 20;
const TAGS = CASES.flatMap((code) => tagsOf(code, SLOTS));
const HOLDERS = ['Field team North', 'Radio desk'];
const PEOPLE = ['Ada', 'Cora', 'Theo'];
const VIEWS = [
  '/',
  '/cases/CASE-2',
  '/cases/CASE-4',
  '/assets',
  '/assets/CASE-1-003',
  '/holders',
  '/assignments',
  '/audit',
  '/exceptions',
  '/issue',
  '/return',
  '/reports/custody',
  '/reports/asset?tag=CASE-1-003',
  '/labels?of=slots&names=CASE-1',
  '/?at=2026-01-01T10:00:00.000Z',
];

export interface Hands {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly at: StoreAt;
  readonly dice: Dice;
}

/** One thing of a day's work, chosen by chance, done as people do it. @returns what it was */
export async function doSomething(hands: Hands): Promise<string> {
  const chance = hands.dice.below(100);
  if (chance < 34) return look(hands);
  if (chance < 56) return hand(hands, 'issue');
  if (chance < 78) return hand(hands, 'return');
  if (chance < 86) return give(hands);
  if (chance < 92) return change(hands);
  if (chance < 95) return search(hands);
  if (chance < 98) return beside(hands);
  return backUp(hands);
}

const one = <T>(all: readonly T[], dice: Dice): T => all[dice.below(all.length)] as T; // none is empty

async function goTo(page: Page, address: string, heading?: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, address);
  await page.getByRole('heading', { level: 1, ...(heading !== undefined && { name: heading }) }).waitFor();
}

async function look({ page, dice }: Hands): Promise<string> {
  await goTo(page, one(VIEWS, dice));
  await page.waitForTimeout(150);
  return 'views opened';
}

/** Scans some and commits what is ready of them. */
async function hand({ app, page, dice }: Hands, kind: 'issue' | 'return'): Promise<string> {
  await goTo(page, '/?at=now', 'Board');
  await goTo(page, `/${kind}`, kind === 'issue' ? 'Issue' : 'Return');
  const many = 1 + dice.below(4);
  for (let n = 0; n < many; n += 1) await scan(app, one(TAGS, dice));
  if (kind === 'issue') {
    const field = page.getByRole('textbox', { name: 'Issue to' });
    const holder = one(HOLDERS, dice);
    // A queue that was left keeps whom it was for.
    if ((await field.inputValue()) !== holder) {
      await field.fill(holder.slice(0, 5));
      await page.getByRole('option', { name: holder }).click();
    }
  }
  const ready = page.getByRole('button', { name: kind === 'issue' ? /^Hand over \d+ ready/ : /^Take back \d+ ready/ });
  await page.waitForTimeout(300);
  if (!(await ready.isEnabled())) {
    await page.evaluate((text) => assettrack.ask.command(text), JSON.stringify({ command: 'queue.discard', kind }));
    return 'queues discarded';
  }
  await ready.click();
  await page.getByText(kind === 'issue' ? /Handed over: \d+ item/ : /Taken back: \d+ item/).waitFor();
  return kind === 'issue' ? 'issues' : 'returns';
}

/** A command, as a dialog sends it. */
async function give({ page, dice }: Hands): Promise<string> {
  const tag = one(TAGS, dice);
  const said = JSON.stringify(
    one<object>(
      [
        { command: 'asset.inspect', tag, condition: 'good' },
        { command: 'asset.lose', tag, reason: 'not where it should be' },
        { command: 'asset.find', tag },
        { command: 'case.check', code: one(CASES, dice), seen: TAGS.slice(0, 5) },
        { command: 'holder.add', name: `Somebody ${dice.below(1e9)}` },
      ],
      dice,
    ),
  );
  const answer = await page.evaluate((text) => assettrack.ask.command(text), said);
  if (answer.startsWith('{"fault"')) throw new Error(`${said}: ${answer}`);
  return answer.startsWith('{"ok":true') ? 'other commands' : 'commands refused';
}

/** Locks, and another one comes, who sometimes types a wrong PIN first. */
async function change({ page, dice }: Hands): Promise<string> {
  await page.keyboard.press('F2');
  const name = one(PEOPLE, dice);
  if (dice.chance(30)) {
    await signIn(page, name, '000000');
    await page.getByText(`That is not the PIN of ${name}`).waitFor();
    await page.getByRole('button', { name: 'Someone else' }).click();
  }
  await signIn(page, name);
  await page.getByRole('button', { name: 'Lock', exact: true }).waitFor();
  return 'changes of who is signed in';
}

async function search({ page, dice }: Hands): Promise<string> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(one(TAGS, dice), { delay: 60 });
  await page.getByRole('dialog').getByText('CASE-').first().waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  return 'searches';
}

/** The command line reads beside the window. */
async function beside({ at }: Hands): Promise<string> {
  await commandLine(at, ['query', 'store.info']);
  return 'readings by the command line';
}

async function backUp({ page }: Hands): Promise<string> {
  await page.evaluate(() => assettrack.ask['backup.now']('{"where":"own"}'));
  return 'backups';
}
