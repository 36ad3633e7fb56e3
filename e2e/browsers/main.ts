// `npm run browsers -- [chromium] [firefox] [webkit]`: verify.html out of a pack, from the disk, in the browsers of this
// machine. Exit status 1 when one of them is not there, or says anything but what the command line says.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { unzipSync, zipSync } from 'fflate';
import { z } from 'zod';
import { verifyPack } from '../../electron/pack/verifyPack.ts';
import { verifierWords as words } from '../../shared/uiWordsVerifier.ts';
import { commandLine } from '../fixture/commandLine.ts';
import { fullCase } from '../fixture/laptops.ts';
import { makeStore } from '../fixture/makeStore.ts';
import type { Browser, Kind } from './browser.ts';
import { chromium } from './chromium.ts';
import { firefox } from './firefox.ts';
import { webkit } from './webkit.ts';

const kinds: Readonly<Record<string, Kind>> = { chromium, firefox, webkit };
const PATIENCE_MS = 20_000;
const OTHER_KEY = '0'.repeat(64);

/** What stands on the page: an answer, or why there is none. The clock of this computer is no part of it. */
const STATE = `(() => {
  const verdict = document.querySelector('#verdict');
  const clock = document.querySelector('.banner .fine');
  if (clock) clock.textContent = clock.textContent.replace(/Checked .*/, (at) => at.replace(/[0-9]/g, '0'));
  return {
    heading: (verdict ?? document.querySelector('[role=alert]'))?.textContent ?? '',
    focus: document.activeElement?.id ?? '',
    said: [...document.querySelectorAll('.group li')].map((item) => ({
      verdict: item.closest('section').querySelector('h3').textContent.toLowerCase(),
      text: item.querySelector('.text').textContent,
    })),
    all: document.querySelector('#page').textContent,
  };
})()`;
const State = z.object({
  heading: z.string(),
  focus: z.string(),
  said: z.array(z.object({ verdict: z.string(), text: z.string() })),
  all: z.string(),
});
type State = z.output<typeof State>;

/** The statements of the command line, in the order of the page. */
function saidOf(bytes: Uint8Array, key: string | null): State['said'] {
  const { statements } = verifyPack(bytes, key);
  const order = ['broken', 'proven', 'not proven'];
  return order.flatMap((how) =>
    statements.flatMap(({ verdict, text }) => (verdict === how ? [{ verdict, text }] : [])),
  );
}

const typed = (key: string): string => `(() => {
  const field = document.querySelector('#key');
  field.value = '${key}';
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.form.requestSubmit();
  return true;
})()`;

/** Lets a file fall upon the page. @returns whether the page said so while the file was above it */
const dropped = (bytes: Uint8Array): string => `(() => {
  const transfer = new DataTransfer();
  const bytes = Uint8Array.from(atob('${Buffer.from(bytes).toString('base64')}'), (sign) => sign.charCodeAt(0));
  transfer.items.add(new File([bytes], 'changed.zip'));
  const drag = (type) => document.body.dispatchEvent(
    new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: transfer }),
  );
  drag('dragover');
  const seen = document.querySelector('#page').classList.contains('dropping');
  drag('drop');
  return seen && !document.querySelector('#page').classList.contains('dropping');
})()`;

async function until(browser: Browser, heading: string): Promise<State> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const state = State.parse(await browser.value(STATE));
    if (state.heading === heading) return state;
    if (performance.now() > end) assert.fail(`not “${heading}” but: ${state.all}`);
    await wait(50);
  }
}

interface Given {
  readonly page: string;
  readonly control: string;
  readonly pack: string;
  readonly intact: Uint8Array;
  readonly changed: Uint8Array;
  readonly fingerprint: string;
}

/** @returns all that the page said, for comparison with what other browsers make of it */
async function check(browser: Browser, given: Given): Promise<readonly State[]> {
  const { page, control, pack, intact, changed, fingerprint } = given;
  const { unknown, known, broken } = words.verdict;
  const states: State[] = [];
  const expect = async (heading: string, said: State['said']): Promise<void> => {
    const state = await until(browser, heading);
    assert.deepEqual(state.said, said);
    if (said.length > 0) assert.equal(state.focus, 'verdict');
    states.push(state);
  };
  await browser.open(pathToFileURL(page).href);
  await browser.choose(pack);
  await expect(unknown, saidOf(intact, null));
  await browser.value(typed(fingerprint.toUpperCase()));
  await expect(known, saidOf(intact, fingerprint));
  await browser.value(typed(OTHER_KEY));
  await expect(broken, saidOf(intact, OTHER_KEY));
  await browser.value(typed(''));
  await expect(unknown, saidOf(intact, null));
  assert.equal(await browser.value(dropped(changed)), true);
  await expect(broken, saidOf(changed, null));
  await browser.choose(page);
  await expect(words.isNoPack('verify.html'), []);
  assert.deepEqual(await browser.troubles(), []);
  // Nor can it ask for anything; and what is heard where nothing forbids it shows that somebody was listening.
  const ask = `fetch('http://control.invalid/').then(() => 'answered', () => 'refused')`;
  assert.equal(await browser.value(ask), 'refused');
  assert.deepEqual(browser.asked(), []);
  await browser.open(pathToFileURL(control).href);
  assert.equal(await browser.value(`(console.error('control'), true)`), true);
  await browser.value(ask);
  assert.deepEqual(browser.asked(), ['http://control.invalid/']);
  assert.match((await browser.troubles()).join('\n'), /control/);
  return states;
}

async function makeGiven(folder: string): Promise<Given> {
  const at = { store: join(folder, 'store.assettrack'), home: join(folder, 'home') };
  const issue = { command: 'asset.issue', tag: 'C1-002', holder: 'Équipe 漢字 <b>' };
  await makeStore(at, [...fullCase('C1', 3), { command: 'holder.add', name: issue.holder }, issue]);
  const pack = join(folder, 'pack.zip');
  await commandLine(at, ['report', 'ledger', '--as', 'Ada', '--pack', '--format', 'html', '--out', pack]);
  const intact = readFileSync(pack);
  const files = unzipSync(intact);
  const [page, control] = [join(folder, 'verify.html'), join(folder, 'control.html')];
  writeFileSync(page, files['verify.html'] ?? '');
  writeFileSync(control, '<!doctype html><title>control</title>');
  const events = Uint8Array.from(files['events.jsonl'] ?? []);
  events[events.length >> 1] = (events[events.length >> 1] ?? 0) ^ 1;
  const changed = zipSync({ ...files, 'events.jsonl': events });
  const fingerprint = verifyPack(intact, null).manifest?.signer.fingerprint ?? '';
  return { page, control, pack, intact, changed, fingerprint };
}

function programOf({ programs }: Kind): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return programs.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) => existsSync(file));
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in kinds));
if (unknown.length > 0) {
  process.stderr.write(`browsers: ${unknown.join(', ')}: none of ${Object.keys(kinds).join(', ')}\n`);
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'assettrack-browsers-'));
const say = (line: string): boolean => process.stdout.write(`${line}\n`);
let reference: readonly State[] | null = null;
try {
  const given = await makeGiven(folder);
  for (const [name, kind] of Object.entries(kinds)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const program = programOf(kind);
    if (!program) {
      say(
        `${name}: not tried; no ${kind.programs.join(' or ')} on the PATH (Debian: apt-get install ${kind.packages})`,
      );
      process.exitCode = 1;
      continue;
    }
    const own = join(folder, name);
    mkdirSync(own);
    let browser: Browser | null = null;
    try {
      browser = await kind.start(program, own);
      const states = await check(browser, given);
      reference ??= states;
      assert.deepEqual(states, reference);
      say(`${browser.name}: ${states.length} answers, each as the command line has it; no error, nothing asked`);
    } catch (error) {
      say(`${browser?.name ?? name}: ${error instanceof Error ? error.message : String(error)}`);
      process.exitCode = 1;
    } finally {
      await browser?.close();
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
// Also what did not start to its end goes with this process.
process.exit();
