// `node scripts/reportPictures.mjs`: the first page of each report of the sample organisation, as a picture, into
// docs/pictures/reports/. The moment, the ids and the laptop's key are the same each time, so that a picture changes
// only when the report does. `node scripts/reportPictures.mjs asset` makes only those of that name; with --keep FOLDER
// the PDFs stay there.
import crypto from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { crc32, deflateSync } from 'node:zlib';
import { root } from './setup/places.mjs';
import { has, run } from './setup/run.mjs';
import { SetupError, say, withPlainFailures } from './setup/say.mjs';
import { tools } from './setup/tools.mjs';

/** Dots an inch: the smallest print can still be read, and a page stays below 120 kB. */
const RESOLUTION = 120;
/** A Saturday afternoon, by the time of the sample organisation, which is UTC. */
const NOW = Date.UTC(2026, 10, 21, 14, 30);
/** ms between two steps that are told after the sample's own */
const STEP = 600_000;
const SEED = 20_261_121;

/** What is asked for: of the sample, whatever shows most of what the report can say. */
const CHOICE = {
  custody: {},
  case: { case: ['CASE-15'] },
  holder: { holder: ['Incident team B'] },
  outstanding: {},
  overdue: {},
  exceptions: {},
  corrections: {},
  audit: {},
  assignments: {},
  ledger: {},
};

/**
 * Chance and the name of the system as they are said here, for every module that asks Node for them.
 * @param {() => number} next  0 or more, less than 1
 */
function makeCertain(next) {
  /** @param {Uint8Array} bytes */
  const fill = (bytes) => bytes.map(() => Math.floor(next() * 256));
  // Each is called by our sources in this one form only, of the several that Node has.
  Object.assign(crypto, {
    /** @param {Uint8Array} bytes */
    randomFillSync(bytes) {
      bytes.set(fill(bytes));
      return bytes;
    },
    /** @param {number} below */
    randomInt: (below) => Math.floor(next() * below),
    generateKeyPairSync() {
      // RFC 8410: an Ed25519 key is this head and 32 bytes.
      const head = Buffer.from('302e020100300506032b657004220420', 'hex');
      const key = Buffer.concat([head, fill(new Uint8Array(32))]);
      const privateKey = crypto.createPrivateKey({ key, format: 'der', type: 'pkcs8' });
      return { privateKey, publicKey: crypto.createPublicKey(privateKey) };
    },
  });
  Object.assign(os, { release: () => 'sample', platform: () => 'linux', arch: () => 'x64' });
  syncBuiltinESMExports();
}

/** @typedef {import('../electron/custody.ts').Custody} Custody */

/**
 * The sample has no assignments: one that was done, one that was taken back, one that waits.
 * @param {Custody} custody
 * @param {() => void} later  lets some time pass
 */
async function assign(custody, later) {
  const { operators, PIN } = await import('../electron/demo/cast.ts');
  /** @param {'coordinator' | 'technician'} who */
  const signIn = async (who) => {
    const session = await custody.signIn(operators[who].name, PIN, 'command-line');
    if (!session.ok) throw new Error(session.error.code);
    return session.value;
  };
  /** @param {Awaited<ReturnType<typeof signIn>>} session @param {Record<string, unknown>} command */
  const tell = async (session, command) => {
    later();
    const done = await custody.execute(command, session);
    if (!done.ok) throw new Error(done.error.message);
    const [first] = done.events;
    return { id: first?.streamId ?? '', textHash: first?.data.textHash };
  };
  const coordinator = await signIn('coordinator');
  const recipient = operators.technician.name;
  const dispatch = { command: 'assignment.dispatch', recipient };
  const count = await tell(coordinator, {
    ...dispatch,
    title: 'Count CASE-15',
    instructions: 'Count the contents against the list, and write down the number of the seal.',
    cases: ['CASE-15'],
    dueAt: '2026-11-23T17:00:00+00:00',
  });
  const twice = await tell(coordinator, { ...dispatch, title: 'Count CASE-15 again', cases: ['CASE-15'] });
  const technician = await signIn('technician');
  await tell(technician, { command: 'assignment.read', assignmentId: count.id, textHash: count.textHash });
  await tell(technician, { command: 'assignment.acknowledge', assignmentId: count.id });
  await tell(technician, { command: 'assignment.complete', assignmentId: count.id, note: 'Complete; seal 40118.' });
  await tell(coordinator, { command: 'assignment.cancel', assignmentId: twice.id, note: 'Sent twice by mistake.' });
  await tell(coordinator, { ...dispatch, title: 'Charge the spare radio batteries' });
}

/**
 * A page as a picture of sixteen greys: black and white is all there is on it, and it takes a third of the room.
 * @param {Buffer} pgm  P5, of 256 greys
 */
function pngOf(pgm) {
  const [head = '', width = '', height = ''] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pgm.toString('latin1', 0, 60)) ?? [];
  const [columns, rows] = [Number(width), Number(height)];
  const bytes = Math.ceil(columns / 2);
  const packed = Buffer.alloc(rows * (bytes + 1)); // each row begins with its filter: none
  const grey = (/** @type {number} */ x, /** @type {number} */ y) =>
    x < columns ? Math.round((pgm[head.length + y * columns + x] ?? 0) / 17) : 0;
  for (let y = 0; y < rows; y++) {
    for (let i = 0; i < bytes; i++) packed[y * (bytes + 1) + 1 + i] = (grey(2 * i, y) << 4) | grey(2 * i + 1, y);
  }
  const about = Buffer.alloc(13);
  about.writeUInt32BE(columns, 0);
  about.writeUInt32BE(rows, 4);
  about[8] = 4; // bits of a grey
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', about),
    chunk('IDAT', deflateSync(packed, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** @param {string} name @param {Buffer} data */
function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** @param {Custody} custody */
function correctedTwice(custody) {
  const steps = new Map([...custody.events()].map((event) => [event.eventId, event]));
  for (const event of steps.values()) {
    const before = steps.get(event.supersedesEventId ?? '');
    if (before?.supersedesEventId) return tagOf(custody, event.streamId);
  }
  throw new Error('nothing in the sample was corrected twice');
}

/** @param {Custody} custody @param {string} asset */
function tagOf(custody, asset) {
  const added = [...custody.events({ type: 'ASSET_ADDED' })].find(({ streamId }) => streamId === asset);
  return String(added?.data.tag);
}

/** @param {Custody} custody */
function transfer(custody) {
  const all = [...custody.events({ type: 'HANDOVER_COMMITTED' })].filter(({ data }) => data.kind === 'transfer');
  return String(all.at(-1)?.data.receipt);
}

await withPlainFailures(async () => {
  await tools();
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { keep: { type: 'string' } } });
  if (!has('pdftoppm')) throw new SetupError('There is no pdftoppm.', 'install it: apt-get install poppler-utils');
  const { seededRandom } = await import('../electron/demo/random.ts');
  makeCertain(seededRandom(SEED).next);
  const { writeDemo } = await import('../electron/demo/writeDemo.ts');
  const { openCustody } = await import('../electron/custody.ts');
  const { openReport } = await import('../electron/report/openReport.ts');
  const { printReport } = await import('../electron/report/printReport.ts');
  const { printInElectron } = await import('../electron/cli/printInElectron.ts');
  const { fontsFolder } = await import('../electron/report/fonts.ts');
  const { version: appVersion } = await import('../electron/cli/version.ts');

  const folder = mkdtempSync(join(os.tmpdir(), 'assettrack-report-pictures-'));
  const target = join(root, 'docs', 'pictures', 'reports');
  try {
    for (const made of [target, values.keep ?? folder]) mkdirSync(made, { recursive: true });
    const at = { path: join(folder, 'sample.assettrack'), home: join(folder, 'home') };
    const demo = await writeDemo({ ...at, now: NOW });
    if (!demo.ok) throw new Error(demo.error.code);
    let now = NOW;
    const clock = { now: () => now, monotonic: () => 0, offset: () => 0 };
    const opened = openCustody({ ...at, mode: 'write', clock });
    if (!opened.ok) throw new Error(opened.error.code);
    const custody = opened.value;
    await assign(custody, () => {
      now += STEP;
    });
    const choice = {
      ...CHOICE,
      asset: { tag: [correctedTwice(custody)] },
      receipt: { receipt: [transfer(custody)] },
    };
    const stop = new AbortController().signal;
    for (const [name, filters] of Object.entries(choice)) {
      if (positionals.length > 0 && !positionals.includes(name)) continue;
      say(name);
      const report = openReport(custody, {
        name,
        filters,
        clock,
        appVersion,
        by: { name: 'Store admin', role: 'admin' },
      });
      if (!report.ok) throw new Error(`${name}: ${JSON.stringify(report.error)}`);
      const out = join(values.keep ?? folder, `${name}.pdf`);
      const print = printInElectron(stop);
      const written = await printReport(report.value, { out, paper: 'A4', fonts: fontsFolder, stop, print });
      if (!written.ok) throw new Error(`${name}: ${JSON.stringify(written.error)}`);
      const page = ['-gray', '-r', String(RESOLUTION), '-f', '1', '-l', '1', '-singlefile'];
      const { status, output } = await run('pdftoppm', [...page, out, join(folder, name)]);
      if (status !== 0) throw new Error(output);
      writeFileSync(join(target, `${name}.png`), pngOf(readFileSync(join(folder, `${name}.pgm`))));
    }
    custody.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
