import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { webPrimitives } from '../../renderer/verifier/webPrimitives.ts';
import type { ReportFilters } from '../../shared/contract/reports.ts';
import { checkPack } from '../../shared/pack/checkPack.ts';
import { eventLine, fingerprintOf, type PackManifest, packEvent, rowOf } from '../../shared/pack/packFormat.ts';
import { HOUR_MS } from '../../shared/time.ts';
import { packWords as words } from '../../shared/uiWordsPack.ts';
import { fontsFolder } from '../report/fonts.ts';
import { genesisHash } from '../store/eventHash.ts';
import {
  type Change,
  forgedPack,
  manifestOf,
  openPack,
  type Row,
  rechained,
  rehashed,
  typesIn,
} from '../testing/forgedPack.ts';
import { prepareTestStores, type TestStore } from '../testing/openTestStore.ts';
import { makePack } from './makePack.ts';
import { nodePrimitives } from './nodePrimitives.ts';
import { stepsTaken, verifyPack } from './verifyPack.ts';

const MORNING = Date.UTC(2026, 10, 21, 8);
const slot = (number: number) => ({ case: 'CASE-13', slot: number });

const folder = mkdtempSync(join(tmpdir(), 'pack-'));
let stores: Awaited<ReturnType<typeof prepareTestStores>>;
let store: TestStore;
let ofAsset: Uint8Array;
let ofAll: Uint8Array;
let wrong = '';

function make(out: string, name: string, filters: ReportFilters, { custody, clock } = store) {
  const asking = { name, filters, clock, appVersion: '1.2.3', by: { name: 'Ada', role: 'admin' } } as const;
  const stop = new AbortController().signal;
  return makePack(custody, asking, { out, paper: 'A4', bom: false, fonts: fontsFolder, stop, print: null });
}

async function pack(name: string, filters: ReportFilters, from = store): Promise<Uint8Array> {
  const out = join(folder, `${name}.zip`);
  const made = await make(out, name, filters, from);
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  const bytes = readFileSync(out);
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(made.value.sha256);
  return bytes;
}

beforeAll(async () => {
  stores = await prepareTestStores(MORNING, [
    { command: 'case.add', code: 'CASE-13', slots: 3 },
    { command: 'holder.add', name: 'Bob' },
    { command: 'asset.add', tag: 'A-1', slot: slot(1) },
    { command: 'asset.add', tag: 'A-2', slot: slot(2) },
  ]);
  store = stores.open();
  const { custody, cast, clock } = store;
  clock.set(MORNING + HOUR_MS);
  const give = async (command: object, session = cast.technician) => {
    const done = await custody.execute(command, session);
    if (!done.ok) throw new Error(done.error.message);
    return done.events[0]?.eventId ?? '';
  };
  await give({ command: 'handover.commit', kind: 'issue', holder: 'Bob', items: [{ tag: 'A-2' }] });
  wrong = await give({ command: 'asset.move', tag: 'A-1', slot: slot(3) });
  await give(
    { command: 'event.correct', eventId: wrong, reason: 'it was the other', set: { note: 'late' } },
    cast.admin,
  );
  ofAsset = await pack('asset', { tag: ['a1'] });
  ofAll = await pack('ledger', {});
});
afterAll(() => {
  store.remove();
  stores.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** As the command line and the page in the pack have it, which must say the same. */
const verdicts = (bytes: Uint8Array, key: string | null = null) => {
  const said = verifyPack(bytes, key);
  expect(stepsTaken(checkPack(bytes, key, webPrimitives))).toEqual(said);
  const { ok, statements } = said;
  const of = (verdict: string) => statements.filter((one) => one.verdict === verdict).map(({ text }) => text);
  return { ok, proven: of('proven'), notProven: of('not proven'), broken: of('broken') };
};

test('a pack about one asset says what is there, and what the hashes alone cannot show', () => {
  const files = openPack(ofAsset);
  expect(Object.keys(files)).toEqual([
    'manifest.json',
    'manifest.sig',
    'report.html',
    'report.csv',
    'events.jsonl',
    'verify.html',
    'read-me.txt',
  ]);
  expect(typesIn(ofAsset)).toEqual(['DEVICE_ADDED', 'ASSET_ADDED', 'ASSET_MOVED', 'ASSET_MOVED']);

  const { signer } = manifestOf(files);
  const said = verdicts(ofAsset, signer.fingerprint.toUpperCase().replace(/(.{4})/g, '$1 '));
  expect(said).toMatchObject({ ok: true, broken: [] });
  expect(said.proven).toContain(words.keyKnown(signer.fingerprint));
  expect(said.proven.some((text) => text.startsWith(`Device ${signer.shortCode}: of the`))).toBe(true);
  expect(said.notProven.some((text) => text.includes('the hashes cannot show it'))).toBe(true);
  expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('a pack of the whole ledger proves that no entry is missing, and has the receipts', () => {
  const files = openPack(ofAll);
  expect(strFromU8(files['receipts.csv'] ?? new Uint8Array())).toContain('"A-2"');
  const { chainHead, signer } = manifestOf(files);
  const said = verdicts(ofAll);
  expect(said).toMatchObject({ ok: true, broken: [] });
  expect(said.proven).toContain(words.wholeLedger(chainHead.seq));
  expect(said.proven).toContain(words.chainWhole(signer.shortCode, chainHead.seq));
  expect(said.notProven).toEqual([
    words.keyUnknown(signer.fingerprint),
    expect.stringContaining('cut off'),
    words.rendering,
    words.truth,
  ]);
});

test('each file that is changed, taken out or put in is named', () => {
  const files = openPack(ofAll);
  const names = Object.keys(files);
  const packed = (all: typeof files) => zipSync(all, { level: 0 });
  expect(names.length).toBeGreaterThan(6);
  for (const name of names) {
    const bytes = Uint8Array.from(files[name] ?? []);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    const { [name]: _, ...without } = files;
    const [changed] = verdicts(packed({ ...files, [name]: bytes })).broken;
    const [removed] = verdicts(packed(without)).broken;
    if (name === 'manifest.json') expect([words.manifestForm, words.signatureWrong]).toContain(changed);
    else if (name === 'manifest.sig') expect([words.signatureForm, words.signatureWrong]).toContain(changed);
    else expect(changed).toBe(words.fileChanged(name));
    expect(removed).toBe(name.startsWith('manifest.') ? words.manifestMissing : words.fileMissing(name));
  }
  const more = packed({ ...files, 'more.txt': strToU8('read this instead') });
  expect(verdicts(more).broken).toEqual([words.fileAdded('more.txt')]);
});

test('a name out of a pack steers neither a terminal nor the line it stands in', () => {
  const named = forged(ofAll, (rows, manifest) => {
    manifest.organisation = 'Depot\u001b[2J\u202e.';
    return rows;
  });
  expect(verdicts(named).proven[0]).toContain('in the name of Depot\ufffd[2J\ufffd., device');
});

test('an archive in which two files have one name is refused', () => {
  const twice = Buffer.from(zipSync({ ...openPack(ofAll), 'raport.csv': strToU8('x') })).toString('latin1');
  const bytes = Buffer.from(twice.replaceAll('raport.csv', 'report.csv'), 'latin1');
  expect(verdicts(bytes).broken).toEqual([words.archive.twice]);
});

test('what concerns a case, a holder or an asset comes along: what names it, its receipts, both ends of a correction', async () => {
  const own = stores.open();
  try {
    const { custody, cast, clock } = own;
    clock.set(MORNING + HOUR_MS);
    const give = async (command: object) => {
      const done = await custody.execute(command, cast.admin);
      if (!done.ok) throw new Error(done.error.message);
      return done.events.at(-1)?.eventId ?? '';
    };
    await give({ command: 'handover.commit', kind: 'issue', holder: 'Bob', items: [{ tag: 'A-2' }] });
    const inspected = await give({ command: 'asset.inspect', tag: 'A-2', condition: 'worn' });
    const corrected = await give({
      command: 'event.correct',
      eventId: inspected,
      reason: 'wrong tag',
      set: { asset: 'A-1' },
    });
    await give({ command: 'event.correct', eventId: corrected, reason: 'to be told', set: { note: 'seen at noon' } });
    await give({ command: 'case.seal', code: 'CASE-13', seal: 'S-1' });
    const added = ['DEVICE_ADDED', 'CASE_ADDED', 'HOLDER_ADDED', 'ASSET_ADDED', 'ASSET_ADDED'];
    const without = (...types: readonly string[]) => added.filter((type) => !types.includes(type));

    expect(typesIn(await pack('case', { case: ['CASE-13'] }, own))).toEqual([
      ...without('HOLDER_ADDED'),
      'HANDOVER_COMMITTED',
      'ASSET_ISSUED',
      'CASE_SEALED',
    ]);
    expect(typesIn(await pack('holder', { holder: ['Bob'] }, own))).toEqual([
      'DEVICE_ADDED',
      'HOLDER_ADDED',
      'HANDOVER_COMMITTED',
      'ASSET_ISSUED',
    ]);
    const inspections = ['ASSET_INSPECTED', 'ASSET_INSPECTED', 'ASSET_INSPECTED'];
    expect(typesIn(await pack('asset', { tag: ['A-1'] }, own))).toEqual([
      'DEVICE_ADDED',
      'ASSET_ADDED',
      ...inspections,
    ]);
    expect(typesIn(await pack('asset', { tag: ['A-2'] }, own))).toEqual([
      'DEVICE_ADDED',
      'ASSET_ADDED',
      'HANDOVER_COMMITTED',
      'ASSET_ISSUED',
      ...inspections,
    ]);
  } finally {
    own.remove();
  }
});

/** Forged by whoever has the device's own key, unless another is given. */
const forged = (
  bytes: Uint8Array,
  change: Change,
  key: (text: Uint8Array) => Uint8Array = (text) => store.custody.signer?.sign(text) ?? text,
  textOf?: (manifest: PackManifest) => string,
): Uint8Array => forgedPack(bytes, change, key, textOf);

test('whoever has even the device’s key cannot change, drop or reorder entries of a whole ledger', () => {
  const broken = (change: Change) => verdicts(forged(ofAll, change)).broken;
  const at = 5;
  const seq = at + 1;
  const put = (rows: readonly Row[], row: Row) => rows.with(at, row);
  const count = (manifest: { events: PackManifest['events'] }, by: number) => {
    manifest.events = { whole: false, count: manifest.events.count + by };
  };
  expect(broken((rows) => rows)).toEqual([]);
  expect(broken((rows) => put(rows, { ...rows[at], note: 'other' }))).toEqual([words.hashWrong(seq)]);
  expect(broken((rows) => put(rows, rehashed({ ...rows[at], note: 'other' })))).toEqual([words.linkWrong(seq + 1)]);
  expect(broken((rows) => put(rows, { ...rows[at], more: 1 }))).toEqual([words.lineForm(seq)]);
  expect(broken((rows) => rows.toSpliced(at, 1))).toEqual([words.countWrong]);
  expect(broken((rows) => rows.toSpliced(at, 0, rows[at] ?? {}))).toEqual([words.order(seq)]);
  expect(broken((rows) => rows.with(at, rows[at + 1] ?? {}).with(at + 1, rows[at] ?? {}))).toEqual([words.order(seq)]);
  expect(
    broken((rows, manifest) => {
      manifest.events = { ...manifest.events, count: manifest.events.count - 1 };
      return rows.toSpliced(at, 1);
    }),
  ).toEqual([words.wholeWrong]);
  expect(
    broken((rows, manifest) => {
      count(manifest, -1);
      return rows.slice(1);
    }),
  ).toEqual([words.genesis(store.custody.signer?.shortCode ?? '')]);
  expect(
    broken((rows, manifest) => {
      count(manifest, -1);
      return rows.filter(({ event_id }) => event_id !== wrong);
    }),
  ).toEqual([expect.stringContaining('corrects an entry that is not in the pack')]);
  expect(
    broken((rows, manifest) => {
      manifest.chains = manifest.chains.map((chain) => ({ ...chain, hash: '0'.repeat(64) }));
      return rows;
    }),
  ).toEqual([words.headWrong(store.custody.signer?.shortCode ?? '')]);
  expect(
    broken((rows, manifest) => {
      manifest.storeId = '01a5e2b0-0000-7000-8000-000000000000';
      return rows;
    }),
  ).toEqual([words.genesis(store.custody.signer?.shortCode ?? '')]);
});

test('a chain begins with its device’s key in this store, ends where the manifest says, and is told in one form', () => {
  const broken = (...how: [Change, undefined?, ((manifest: PackManifest) => string)?]) =>
    verdicts(forged(ofAll, ...how)).broken;
  const genesis = words.genesis(store.custody.signer?.shortCode ?? '');
  expect(broken((rows) => rechained(rows, '0'.repeat(64)))).toEqual([genesis]);
  const otherKey = (rows: Row[]) =>
    rows.with(0, { ...rows[0], data: String(rows[0]?.data).replace(/"publicKey":"../, '"publicKey":"zz') });
  expect(broken((rows) => rechained(otherKey(rows), String(rows[0]?.prev_hash)))).toEqual([genesis]);
  const { seq: last } = manifestOf(openPack(ofAll)).chainHead;
  expect(
    broken((rows, manifest) => {
      const end = { deviceSeq: last - 1, seq: last - 1, hash: String(rows[last - 2]?.hash) };
      manifest.chains = manifest.chains.map((chain) => ({ ...chain, ...end }));
      return rows;
    }),
  ).toEqual([words.beyond(last)]);
  expect(
    broken((rows, manifest) => {
      manifest.chainHead = { seq: last - 1, hash: String(rows[last - 2]?.hash) };
      return rows;
    }),
  ).toEqual([words.beyond(last)]);
  expect(
    broken((rows, manifest) => {
      manifest.signer = { ...manifest.signer, fingerprint: '0'.repeat(64) };
      return rows;
    }),
  ).toEqual([words.manifestForm]);
  expect(
    broken(
      (rows) => rows,
      undefined,
      (manifest) => JSON.stringify(manifest, null, 1),
    ),
  ).toEqual([words.manifestForm]);
  expect(broken((rows) => rows.with(3, Object.fromEntries(Object.entries(rows[3] ?? {}).toReversed())))).toEqual([
    words.lineForm(4),
  ]);
});

test('what no check can catch is said: a cut end, a gap in a part, a pack of another key', () => {
  const cut = verdicts(
    forged(ofAll, (rows, manifest) => {
      const left = rows.slice(0, -2);
      const { seq, device_seq, hash } = packEvent.parse(left.at(-1));
      manifest.events = { whole: true, count: left.length };
      manifest.chainHead = { seq, hash };
      manifest.chains = manifest.chains.map((chain) => ({ ...chain, seq, deviceSeq: device_seq, hash }));
      return left;
    }),
  );
  expect(cut.broken).toEqual([]);
  expect(cut.notProven.some((text) => text.includes('cut off'))).toBe(true);

  const gap = verdicts(
    forged(ofAsset, (rows, manifest) => {
      manifest.events = { ...manifest.events, count: rows.length - 2 };
      return rows.slice(0, -2);
    }),
  );
  expect(gap.broken).toEqual([]);
  expect(gap.notProven.some((text) => text.includes('the hashes cannot show it'))).toBe(true);

  const own = generateKeyPairSync('ed25519');
  const publicKey = rawKey(own.publicKey);
  const byOwnKey = (text: Uint8Array) => sign(null, text, own.privateKey);
  const withKey = (rows: Row[], manifest: Parameters<Change>[1]) => {
    manifest.signer = { ...manifest.signer, publicKey, fingerprint: fingerprintOf(publicKey, nodePrimitives.sha256) };
    return rows;
  };
  expect(verdicts(forged(ofAll, (rows) => rows, byOwnKey)).broken).toEqual([words.signatureWrong]);
  expect(verdicts(forged(ofAll, withKey, byOwnKey)).broken).toEqual([words.signerForeign]);
  const ownChain: typeof withKey = (rows, manifest) => {
    manifest.chains = manifest.chains.map((chain) => ({ ...chain, publicKey }));
    return withKey(rows, manifest);
  };
  const shortCode = store.custody.signer?.shortCode ?? '';
  expect(verdicts(forged(ofAll, ownChain, byOwnKey)).broken).toEqual([words.genesis(shortCode)]);

  const fromTheBeginning: typeof withKey = (rows, manifest) => {
    const changed = rows.map((row, i) => ({
      ...row,
      data: i === 0 ? String(row.data).replace(manifest.signer.publicKey, publicKey) : row.data,
      note: i === 6 ? 'forged' : row.note,
    }));
    const made = rechained(changed, genesisHash(manifest.storeId, manifest.signer.deviceId, publicKey));
    const before = String(made.at(-1)?.hash);
    manifest.chainHead = { ...manifest.chainHead, hash: before };
    manifest.chains = manifest.chains.map((chain) => ({ ...chain, publicKey, hash: before }));
    return withKey(made, manifest);
  };
  const anew = forged(ofAll, fromTheBeginning, byOwnKey);
  const known = manifestOf(openPack(ofAll)).signer.fingerprint;
  expect(verdicts(anew)).toMatchObject({ ok: true, broken: [] });
  expect(verdicts(anew).notProven[0]).toBe(words.keyUnknown(fingerprintOf(publicKey, nodePrimitives.sha256)));
  expect(verdicts(anew, known).broken).toEqual([words.keyOther(fingerprintOf(publicKey, nodePrimitives.sha256))]);
});

const rawKey = (key: KeyObject): string => key.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');

test('a line of an event is the one that the format tells, and a lone surrogate is none', () => {
  const [first = ''] = strFromU8(openPack(ofAll)['events.jsonl'] ?? new Uint8Array()).split('\n');
  expect(eventLine(rowOf(packEvent.parse(JSON.parse(first))))).toBe(first);
  const said = verdicts(forged(ofAll, (rows) => rows.with(2, rehashed({ ...rows[2], note: 'a\ud800' })))).broken;
  expect(said).toEqual([words.lineForm(3)]);
});

test('no pack is made of a log that does not agree with its hashes, nor where there is no key, nor of any report', async () => {
  const { custody } = store;
  const refusalOf = async (from: typeof custody, name = 'ledger') => {
    const made = await make(join(folder, 'none.zip'), name, {}, { ...store, custody: from });
    return made.ok ? null : made.error.code;
  };
  const changed = function* () {
    for (const event of custody.events()) yield event.seq === 3 ? { ...event, note: 'other' } : event;
  };
  const lies: typeof custody = { ...custody, events: (which) => (which?.fromSeq ? custody.events(which) : changed()) };
  expect(await refusalOf(lies)).toBe('STORE_DAMAGED');
  expect(await refusalOf({ ...custody, signer: null })).toBe('STORE_READ_ONLY');
  expect(await refusalOf(custody, 'custody')).toBe('INVALID');
  expect(await refusalOf(custody, 'asset')).toBe('INVALID');
  expect(readdirSync(folder).filter((name) => !/^(asset|case|holder|ledger).zip$/.test(name))).toEqual([]);
});
