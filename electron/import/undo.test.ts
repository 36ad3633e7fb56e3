import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import type { ImportRow, ImportSummary } from '../../shared/import/importAnswer.ts';
import { type Choice, noWishes } from '../../shared/import/importForm.ts';
import type { Session } from '../../shared/session.ts';
import { createStore } from '../createStore.ts';
import type { CommandResult, Custody } from '../custody.ts';
import { tempFolder, unwrap } from '../testing/storeFixture.ts';
import { importList } from './importList.ts';

interface Desk {
  readonly custody: Custody;
  readonly session: Session;
  does(command: object): Promise<CommandResult>;
  takes(text: string, how?: { kind?: 'assets' | 'holders'; differing?: Choice }): Promise<ImportSummary>;
  asks<T>(query: string, args?: object): T;
}

async function newDesk(): Promise<Desk> {
  const folder = tempFolder();
  const options = { path: join(folder, 'store.sqlite'), home: join(folder, 'home'), mode: 'write' as const };
  const custody = unwrap(await createStore({ ...options, organisation: 'Field Office', admin: 'Ada', pin: '135790' }));
  onTestFinished(() => custody.close());
  const session = unwrap(await custody.signIn('Ada', '135790', 'command-line'));
  return {
    custody,
    session,
    does: (command) => custody.execute(command, session),
    takes: (text, { kind = 'assets', differing } = {}) =>
      importList(custody, session, {
        kind,
        map: kind === 'assets' ? { tag: 'tag', case: 'case', slot: 'slot', model: 'model' } : { name: 'name' },
        bytes: new TextEncoder().encode(text),
        fileName: 'list.csv',
        commit: true,
        strict: false,
        wishes: { ...noWishes, differing: differing ?? null },
      }),
    asks<T>(query: string, args: object = {}): T {
      return unwrap(custody.query(query, args, session)) as T; // the test says what it expects, and compares it
    },
  };
}

/** Custody as people see it, and what is known of each asset: by naming every asset, with nothing of the import's. */
function everything({ asks }: Desk) {
  const { rows } = asks<{ rows: readonly { tag: string }[] }>('custody', { limit: 1000 });
  const assets = rows.map(({ tag }) => {
    const { version: _, corrected: __, ...asset } = asks<Record<string, unknown>>('asset.get', { tag });
    return asset;
  });
  const cases = asks<{ rows: readonly { code: string }[] }>('case.list').rows.map(({ code }) => code);
  const holders = asks<{ rows: readonly { name: string }[] }>('holder.list').rows.map(({ name }) => name);
  return { custody: rows.map(({ tag }, i) => ({ tag, row: { ...rows[i], corrected: null } })), assets, cases, holders };
}

const undo = (summary: ImportSummary) => ({ command: 'import.undo', batch: summary.batch, reason: 'the wrong list' });

test('an import is undone by superseding all of it; its names are free again, and the list can be taken anew', async () => {
  const desk = await newDesk();
  await desk.does({ command: 'asset.add', tag: 'OLD', model: 'M' });
  const before = everything(desk);
  const list = 'tag,case,slot,model\nA,1,1,M\nB,1,2,M\nOLD,,,N\n';
  const taken = await desk.takes(list, { differing: 'theirs' });
  expect(taken.counts).toMatchObject({ added: 2, changed: 1, casesAdded: 1 });

  const told: number[] = [];
  const undone = await desk.custody.execute(undo(taken), desk.session, (done, total) => told.push(done / total));
  // How far it is, is said of each step: what it comes to, recording it, judging it, and what stands in the tables.
  expect(told).toEqual(told.toSorted((a, b) => a - b));
  expect(new Set(told.map((share) => Math.floor(share * 20)))).toEqual(new Set([0, 4, 14, 15]));
  expect(undone.ok && undone.events.map(({ type, streamType }) => `${type} ${streamType}`)).toEqual([
    'EVENT_VOIDED asset',
    'EVENT_VOIDED asset',
    'EVENT_VOIDED asset',
    'EVENT_VOIDED case',
    'IMPORT_UNDONE store',
  ]);
  expect(everything(desk)).toEqual(before);
  const [row] = desk.asks<{ rows: ImportRow[] }>('import.list').rows;
  expect(row).toMatchObject({ batch: taken.batch, file: 'list.csv', rows: 3, added: 2, changed: 1, actor: 'Ada' });
  expect(row?.undone).toMatchObject({ actor: 'Ada', reason: 'the wrong list' });
  expect(await desk.does(undo(taken))).toMatchObject({ error: { code: 'ALREADY_SUPERSEDED' } });
  expect((await desk.takes(list)).counts).toMatchObject({ added: 2, errors: 1 });
});

test('an import on which later custody stands is not undone, and everything in the way is named', async () => {
  const desk = await newDesk();
  const taken = await desk.takes('tag,case,slot,model\nA,1,1,M\nB,1,2,M\nC,1,3,M\nD,2,1,M\n');
  await desk.does({ command: 'holder.add', name: 'Bob' });
  await desk.does({ command: 'asset.issue', tag: 'B', holder: 'Bob' });
  await desk.does({ command: 'asset.inspect', tag: 'C', condition: 'good' });
  await desk.does({ command: 'asset.add', tag: 'NEW', slot: { case: '2', slot: 1 } });
  await desk.does({ command: 'case.seal', code: '2', seal: 'S-1' });
  const seq = desk.asks<{ lastSeq: number }>('store.info').lastSeq;
  expect(await desk.does(undo(taken))).toMatchObject({
    ok: false,
    error: {
      code: 'CLASHES_WITH_HISTORY',
      message: expect.stringContaining('B, C and 2'),
      details: { assets: ['B', 'C'], cases: ['2'], holders: [] },
    },
  });
  expect(desk.asks<{ lastSeq: number }>('store.info').lastSeq).toBe(seq);
});

test('an asset that was put into an imported case keeps the case', async () => {
  const desk = await newDesk();
  const taken = await desk.takes('tag,case,slot,model\nA,1,2,M\n');
  await desk.does({ command: 'asset.add', tag: 'NEW', slot: { case: '1', slot: 1 } });
  expect(await desk.does(undo(taken))).toMatchObject({ error: { details: { assets: ['NEW'], cases: [] } } });
});

test('holders who ever received something stay, and the refusal names all of it; the others go', async () => {
  const desk = await newDesk();
  const taken = await desk.takes('name\nBob\nEve\n', { kind: 'holders' });
  await desk.does({ command: 'asset.add', tag: 'A' });
  await desk.does({ command: 'asset.issue', tag: 'A', holder: 'Bob' });
  // Had and given back counts, too.
  await desk.does({ command: 'asset.add', tag: 'C' });
  await desk.does({ command: 'asset.issue', tag: 'C', holder: 'Eve' });
  await desk.does({ command: 'asset.return', tag: 'C', slot: null });
  expect(await desk.does(undo(taken))).toMatchObject({
    error: {
      code: 'CLASHES_WITH_HISTORY',
      message: expect.stringContaining('about A, C, Bob and Eve.'),
      details: { assets: ['A', 'C'], cases: [], holders: ['Bob', 'Eve'], count: 4 },
    },
  });
  const other = await desk.takes('name\nMallory\n', { kind: 'holders' });
  expect(await desk.does(undo(other))).toMatchObject({ ok: true });
  expect(everything(desk).holders).toEqual(['Bob', 'Eve']);
});

test('the undo asks for an admin, a reason and a batch that is there', async () => {
  const desk = await newDesk();
  const taken = await desk.takes('tag,case,slot,model\nA,,,M\n');
  await desk.does({ command: 'operator.add', name: 'Cora', role: 'coordinator', pin: '135790' });
  const cora = unwrap(await desk.custody.signIn('Cora', '135790', 'command-line'));
  expect(await desk.custody.execute(undo(taken), cora)).toMatchObject({ error: { code: 'NOT_ALLOWED' } });
  expect(await desk.does({ ...undo(taken), reason: ' ' })).toMatchObject({ error: { code: 'REASON_REQUIRED' } });
  const nowhere = { ...undo(taken), batch: '01a1fea5-8681-7293-ba85-6674a01b9cf7' };
  expect(await desk.does(nowhere)).toMatchObject({ error: { code: 'NOT_FOUND' } });
  const unlocked = { ...desk.session, pinConfirmedAt: null };
  expect(await desk.custody.execute(undo(taken), unlocked)).toMatchObject({ error: { details: { needs: 'pin' } } });
});

test('whatever a list says, taking it and undoing it leaves custody as it was', async () => {
  const desk = await newDesk();
  for (const command of [
    { command: 'case.add', code: '1', slots: 4 },
    { command: 'holder.add', name: 'Bob' },
    { command: 'asset.add', tag: 'A1', model: 'M', slot: { case: '1', slot: 1 } },
    { command: 'asset.add', tag: 'A2', model: 'M' },
    { command: 'asset.issue', tag: 'A2', holder: 'Bob' },
  ])
    await desk.does(command);
  const cell = (...values: string[]) => fc.constantFrom(...values);
  const row = fc.tuple(
    cell('A1', 'A2', 'B1', 'B2', 'b-1', ''),
    cell('1', '2', ''),
    cell('1', '2', '9', 'x', ''),
    cell('M', 'N', ''),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 6 }), cell('keep', 'theirs'), async (rows, choice) => {
      const before = everything(desk);
      const text = ['tag,case,slot,model', ...rows.map((cells) => cells.join(','))].join('\n');
      const taken = await desk.takes(text, { differing: choice as Choice }); // one of the two above
      if (taken.batch !== null) expect(await desk.does(undo(taken))).toMatchObject({ ok: true });
      expect(everything(desk)).toEqual(before);
    }),
    { seed: 20261121, numRuns: 40 },
  );
  // The chain and every projection, held against a rebuild.
  expect(desk.custody.verify().findings).toEqual([]);
});
