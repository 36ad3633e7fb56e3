import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HistoryRow, Page, StoreInfo } from '../../shared/contract/answers.ts';
import type {
  AuditRow,
  ComparedRow,
  ExceptionRow,
  HandoverAnswer,
  HandoverRow,
  OverdueRow,
  QueueLine,
} from '../../shared/contract/trailAnswers.ts';
import type { EventJson } from '../../shared/event.ts';
import { DAY_MS, MINUTE_MS } from '../../shared/time.ts';
import { beginStory, minute, type QueryStory } from '../testing/queryStory.ts';

/**
 * One day: Bob takes A and B with a receipt that Ada has not accepted, Eve takes C. A comes back; B turns out to have
 * been due later, then is lost. A seal is broken under another number. The days after, old things are written down.
 */
const DAY = DAY_MS / MINUTE_MS;
let story: QueryStory;
let handover: readonly EventJson[];

beforeAll(async () => {
  story = await beginStory();
  const { tell } = story;
  story.at(1);
  await tell('case.add', { code: 'CASE-1', slots: 4, labels: ['left', 'middle', 'right'] });
  await tell('holder.add', { name: 'Bob' });
  await tell('holder.add', { name: 'Eve' });
  await tell('operator.add', { name: 'Tom', role: 'technician', pin: '222222' });
  for (const [i, tag] of ['A', 'B', 'C'].entries())
    await tell('asset.add', { tag, slot: { case: 'CASE-1', slot: i + 1 } });
  story.at(10);
  const acceptance = [
    { party: 'holder', name: 'Bob', meaning: 'I answer for it', method: 'witnessed', witness: 'Tom' },
  ];
  const items = [{ tag: 'A' }, { tag: 'B' }];
  handover = await tell('handover.commit', {
    kind: 'issue',
    holder: 'Bob',
    items,
    dueAt: minute(30),
    acceptance,
    place: 'Gate',
  });
  await tell('asset.issue', { tag: 'C', holder: 'Eve', dueAt: minute(20) });
  story.at(40);
  await tell('asset.return', { tag: 'A', broughtBy: 'Bob' });
  const set = { dueAt: minute(2 * DAY) };
  await tell('event.correct', { eventId: handover[2]?.eventId, set, reason: 'agreed until Monday' });
  await tell('case.seal', { code: 'CASE-1', seal: 'S-1' });
  story.at(50);
  await tell('case.unseal', { code: 'CASE-1', seal: 'S-7' });
  story.at(60);
  await tell('asset.lose', { tag: 'B', reason: 'fell into the river' });
  story.at(3 * DAY);
  await tell('asset.inspect', { tag: 'A', condition: 'worn', occurredAt: minute(45) });
});

afterAll(() => story.end());

test('a receipt shows what was frozen, what became of it, and what came before', () => {
  const receipt = String(handover[0]?.data.receipt);
  const answer = story.ask<HandoverAnswer>('handover.get', { receipt: receipt.toLowerCase() });
  expect(answer).toMatchObject({
    receipt,
    kind: 'issue',
    holder: 'Bob',
    operator: 'Ada',
    place: 'Gate',
    items: 2,
    missing: ['operator'],
    corrected: true,
  });
  expect(answer.event.data).toEqual(handover[0]?.data);
  expect(answer.correctedEvents).toEqual([handover[2]?.eventId]);
  expect(
    answer.assetEvents.map(({ tag, effective, chain }) => [tag, effective, chain.map((one) => one.correctionReason)]),
  ).toEqual([
    ['A', true, []],
    ['B', false, ['agreed until Monday']],
  ]);
  const added = story.ask<Page<HistoryRow>>('asset.history', { tag: 'A' }).rows[0]?.eventId;
  expect(answer.assetEvents.map(({ previous }) => previous)).toEqual([{ eventId: added, gap: false }, null]);
  expect(story.refused('handover.get', { receipt: 'XXX-000001' })).toMatchObject({
    code: 'NOT_FOUND',
    details: { field: 'receipt' },
  });
});

test('receipts by holder, kind, operator and time; those of one return know their own assets', async () => {
  const { tell } = story;
  await tell('asset.add', { tag: 'D', slot: { case: 'CASE-1', slot: 4 } });
  const [issue] = await tell('handover.commit', { kind: 'issue', holder: 'Bob', items: [{ tag: 'D' }] });
  const both = await tell('handover.commit', { kind: 'return', items: [{ tag: 'C' }, { tag: 'D' }], broughtBy: 'Eve' });
  const returned = both.filter(({ type }) => type === 'HANDOVER_COMMITTED');
  expect(returned.map(({ data }) => data.holder)).toEqual(['Eve', 'Bob']);
  await tell('event.correct', { eventId: both.at(-1)?.eventId, set: { condition: 'worn' }, reason: 'looked again' });

  const list = (args = {}) =>
    story.ask<Page<HandoverRow>>('handover.list', args).rows.map(({ receipt, corrected }) => [receipt, corrected]);
  const [eve, bob] = returned.map(({ data }) => data.receipt);
  const first = handover[0]?.data.receipt;
  const second = issue?.data.receipt;
  expect(list({ order: 'asc' })).toEqual([
    [first, true],
    [second, false],
    [eve, false],
    [bob, true],
  ]);
  expect(list({ holder: 'eve' })).toEqual([[eve, false]]);
  expect(list({ kind: 'issue', to: minute(10) })).toEqual([[first, true]]);
  expect(list({ operator: 'Tom' })).toEqual([]);
  expect(story.refused('handover.list', { holder: 'Nobody' })).toMatchObject({ code: 'NOT_FOUND' });
});

test('overdue and due soon, now and at a moment, by the dates as they are known today', () => {
  const list = (args = {}) =>
    story.ask<Page<OverdueRow>>('overdue.list', args).rows.map(({ tag, state, holder }) => `${tag} ${state} ${holder}`);
  expect(list({ at: minute(15) })).toEqual(['C due_soon Eve', 'A due_soon Bob']);
  expect(list({ at: minute(35) })).toEqual(['C overdue Eve', 'A overdue Bob']);
  expect(list({ at: minute(55) })).toEqual(['C overdue Eve']);
  expect(list()).toEqual([]);
});

test('everything that cannot be proven is listed with its kind and event', () => {
  const list = (args = {}) =>
    story
      .ask<Page<ExceptionRow>>('exceptions.list', { order: 'asc', ...args })
      .rows.map(({ kind, tag, case: code, receipt }) => [kind, tag ?? code ?? receipt]);
  const first = handover[0]?.data.receipt;
  expect(list({ at: minute(70) })).toEqual([
    ['missing_acceptance', first],
    ['recorded_late', 'A'],
    ['seal_mismatch', 'CASE-1'],
    ['gap', 'B'],
  ]);
  expect(list({ at: minute(10) })).toEqual([['missing_acceptance', first]]);
  const [seal] = story.ask<Page<ExceptionRow>>('exceptions.list', { kind: 'seal_mismatch' }).rows;
  expect(seal?.details).toMatchObject({ seal: 'S-1', found: 'S-7', type: 'CASE_UNSEALED' });
});

test('a flag is an exception until it is answered, and a gap says whether it ended', async () => {
  const lost = story.ask<Page<HistoryRow>>('asset.history', { tag: 'B', order: 'desc' }).rows[0];
  story.at(4 * DAY);
  await story.tell('event.flag', { eventId: lost?.eventId, note: 'it was seen' });
  story.at(5 * DAY);
  await story.tell('event.dismiss_flag', { eventId: lost?.eventId, reason: 'another one' });
  await story.tell('asset.find', { tag: 'B', slot: { case: 'CASE-1', slot: 2 } });
  const list = (args: object) => story.ask<Page<ExceptionRow>>('exceptions.list', { ...args }).rows;
  const between = minute(4.5 * DAY);
  expect(list({ kind: 'flag', at: between })).toMatchObject([
    { eventId: lost?.eventId, tag: 'B', details: { note: 'it was seen', flaggedBy: 'Ada' } },
  ]);
  expect(list({ kind: 'flag' })).toEqual([]);
  expect(list({ kind: 'gap', at: between })[0]?.details).toMatchObject({ status: 'lost', to: null });
  expect(list({ kind: 'gap' })[0]?.details.to).toBe(minute(5 * DAY + 1 / 60_000));
});

test('pages of exceptions of several kinds join to the whole list', () => {
  const whole = story.ask<Page<ExceptionRow>>('exceptions.list');
  const joined: ExceptionRow[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Page<ExceptionRow> = story.ask('exceptions.list', { limit: 1, ...(cursor === '' ? {} : { cursor }) });
    joined.push(...page.rows);
    cursor = page.next;
  }
  expect(joined).toEqual(whole.rows);
  expect(whole.total).toBe(joined.length);
});

test('compare tells what moved between two moments', () => {
  const moved = story.ask<Page<ComparedRow>>('compare', { from: minute(0), to: minute(15) }).rows;
  expect(moved.map(({ tag, before, after }) => [tag, before, after?.holder])).toEqual([
    ['A', null, 'Bob'],
    ['B', null, 'Bob'],
    ['C', null, 'Eve'],
  ]);
  const later = story.ask<Page<ComparedRow>>('compare', { from: minute(5), to: minute(65), order: 'desc' }).rows;
  expect(later.map(({ tag, before, after }) => [tag, before?.slot, after?.status])).toEqual([
    ['C', 3, 'holder'],
    ['B', 2, 'lost'],
  ]);
  expect(story.refused('compare', { from: minute(5), to: minute(4) })).toMatchObject({ details: { field: 'to' } });
});

test('the audit trail tells who changed what of whom, field by field', () => {
  const trail = (args: object) => story.ask<Page<AuditRow>>('audit.list', { ...args }).rows;
  const [oldest] = trail({ entityId: 'a', order: 'asc' });
  expect(oldest).toMatchObject({
    action: 'created',
    entityType: 'asset',
    entity: 'A',
    actor: 'Ada',
    actorRole: 'admin',
  });
  expect(oldest?.changes).toContainEqual({ field: 'slot', before: null, after: { case: 'CASE-1', slot: 1 } });
  const corrected = trail({ entityId: 'B' }).find(
    ({ supersedesEventId }) => supersedesEventId === handover[2]?.eventId,
  );
  expect(corrected).toMatchObject({ action: 'updated', correctionReason: 'agreed until Monday' });
  expect(corrected?.changes).toEqual([{ field: 'dueAt', before: minute(30), after: minute(2 * DAY) }]);

  expect(trail({ entityType: 'operator', order: 'asc' }).map(({ entity, type }) => `${entity} ${type}`)).toEqual([
    'Ada OPERATOR_ADDED',
    'Ada OPERATOR_PIN_SET',
    'Tom OPERATOR_ADDED',
    'Tom OPERATOR_PIN_SET',
  ]);
  expect(trail({ from: minute(50), to: minute(60) }).map(({ type }) => type)).toEqual(['ASSET_LOST', 'CASE_UNSEALED']);
  expect(trail({ actor: 'Tom' })).toEqual([]);
  const seqs = trail({ limit: 1000 }).map(({ seq }) => seq);
  expect(seqs).toEqual(seqs.toSorted((a, b) => b - a));
  expect(seqs[0]).toBe(story.ask<StoreInfo>('store.info').lastSeq);
  expect(story.refused('audit.list', { entityId: 'nobody' })).toMatchObject({
    code: 'NOT_FOUND',
    details: { field: 'entityId' },
  });
  expect(story.refused('audit.list', { actor: 'nobody' })).toMatchObject({
    code: 'NOT_FOUND',
    details: { field: 'actor' },
  });
});

test('settings and their changes', async () => {
  await story.tell('settings.change', { set: { dueSoonHours: 48 } });
  expect(story.ask('settings.get')).toMatchObject({ organisation: 'Field Unit', dueSoonHours: 48, termsVersion: 1 });
  expect(story.ask<Page<AuditRow>>('audit.list', { entityType: 'setting' }).rows).toMatchObject([
    { action: 'updated', changes: [{ field: 'dueSoonHours', before: 24, after: 48 }] },
  ]);
});

test('a queue belongs to who is signed in, and says of each line what stands in its way', async () => {
  await story.tell('asset.issue', { tag: 'A', holder: 'Eve' });
  story.at(6 * DAY);
  for (const code of ['b', 'A', 'what?', 'b']) await story.tell('queue.scan', { kind: 'issue', code });
  const lines = story.ask<{ rows: readonly QueueLine[] }>('queue.get', { kind: 'issue' }).rows;
  expect(lines.map(({ code, tag, repeats, check }) => [code, tag, repeats, check?.code])).toEqual([
    ['b', 'B', 1, undefined],
    ['A', 'A', 0, 'ILLEGAL_TRANSITION'],
    ['what?', null, 0, 'NOT_FOUND'],
  ]);
  expect(lines[0]).toMatchObject({
    custody: { status: 'slot', case: 'CASE-1', slot: 2 },
    home: { case: 'CASE-1', slot: 2 },
  });
  expect(lines[1]?.check?.message).toContain('with Eve');
  expect(story.custody.query('queue.get', { kind: 'issue' }, null)).toMatchObject({ error: { code: 'NOT_SIGNED_IN' } });
});

test('the store tells where its chain is, and what of that is known outside', async () => {
  expect(story.ask<StoreInfo>('store.info').witnessed).toBeNull();
  await story.custody.recordBackup(story.session, { file: 'copy.sqlite', onThisLaptop: true });
  expect(story.ask<StoreInfo>('store.info').witnessed).toBeNull();
  await story.custody.recordBackup(story.session, { file: 'copy.sqlite' });
  const info = story.ask<StoreInfo>('store.info');
  const last = [...story.custody.events({ fromSeq: info.lastSeq })][0];
  expect(info.heads).toMatchObject([{ seq: info.lastSeq, deviceSeq: last?.deviceSeq, hash: last?.hash }]);
  expect(info.witnessed).toMatchObject({ type: 'BACKUP_MADE', actor: 'Ada', data: { file: 'copy.sqlite' } });
  expect(info).toMatchObject({ organisation: 'Field Unit', counts: { cases: 1, holders: 2, operators: 2 } });
});
