import { afterAll, beforeAll, expect, test } from 'vitest';
import type {
  AssetAnswer,
  BehindAnswer,
  CaseAnswer,
  CaseRow,
  EventAnswer,
  HistoryRow,
  HolderAnswer,
  HolderRow,
  Page,
  SpanRow,
} from '../../shared/contract/answers.ts';
import { beginStory, minute, type QueryStory } from '../testing/queryStory.ts';

/**
 * CASE-13 has four slots: RTR-1 and RTR-2 at home in 1 and 2, a stray from CASE-14 in 3, nothing in 4. Bob takes RTR-1
 * and does not bring it back; it turns out later that it was RTR-2 that he took.
 */
let story: QueryStory;
let issued = '';
let corrected = '';

beforeAll(async () => {
  story = await beginStory();
  const { tell } = story;
  story.at(1);
  await tell('case.add', { code: 'CASE-13', name: 'Radios', slots: 4, labels: { 2: 'front' }, place: 'Depot' });
  await tell('case.add', { code: 'CASE-14', slots: 1 });
  await tell('holder.add', { name: 'Bob', organisation: 'Rescue' });
  story.at(10);
  await tell('asset.add', { tag: 'RTR-1', model: 'Radio', slot: { case: 'CASE-13', slot: 1 } });
  await tell('asset.add', { tag: 'RTR-2', model: 'Radio', slot: { case: 'CASE-13', slot: 2 } });
  await tell('asset.add', { tag: 'STRAY', home: { case: 'CASE-14', slot: 1 } });
  await tell('asset.issue', { tag: 'STRAY', holder: 'Bob' });
  await tell('asset.return', { tag: 'STRAY', slot: { case: 'CASE-13', slot: 3 } });
  story.at(20);
  issued = (await tell('asset.issue', { tag: 'RTR-1', holder: 'Bob', dueAt: minute(30) }))[0]?.eventId ?? '';
  story.at(40);
  const set = { asset: 'RTR-2' };
  corrected =
    (await tell('event.correct', { eventId: issued, set, reason: 'the wrong one was scanned' }))[0]?.eventId ?? '';
  story.at(50);
  await tell('asset.change', { tag: 'RTR-1', set: { model: 'Radio II' } });
  await tell('case.seal', { code: 'CASE-13', seal: 'S-1' });
  story.at(60);
});

afterAll(() => story.end());

test('an asset says all that is known of it, at any moment', () => {
  expect(story.ask<AssetAnswer>('asset.get', { tag: 'rtr1' })).toMatchObject({
    tag: 'RTR-1',
    model: 'Radio II',
    status: 'slot',
    case: 'CASE-13',
    slot: 1,
    place: 'Depot',
    slotLabel: null,
    home: { case: 'CASE-13', slot: 1 },
    corrected: true,
    since: minute(10),
    addedAt: minute(10),
  });
  expect(story.ask<AssetAnswer>('asset.get', { tag: 'RTR-2', at: minute(15) })).toMatchObject({
    status: 'slot',
    slotLabel: 'front',
    corrected: false,
  });
  const believed = story.ask<AssetAnswer>('asset.get', { tag: 'RTR-1', at: minute(25), knownAt: minute(25) });
  expect(believed).toMatchObject({
    status: 'holder',
    holder: 'Bob',
    model: 'Radio',
    dueAt: minute(30),
    openedBy: issued,
  });
  expect(story.refused('asset.get', { tag: 'RTR-1', at: minute(5) })).toMatchObject({
    code: 'NOT_FOUND',
    details: { field: 'tag', notYet: true },
  });
  expect(story.ask<AssetAnswer>('asset.get', { id: believed.assetId }).tag).toBe('RTR-1');
});

test('a version is what expectedVersion takes', async () => {
  const { version } = story.ask<AssetAnswer>('asset.get', { tag: 'RTR-2' });
  const command = { command: 'asset.inspect', tag: 'RTR-2', condition: 'good', dryRun: true };
  expect(await story.custody.execute({ ...command, expectedVersion: version }, story.session)).toMatchObject({
    ok: true,
    errors: [],
  });
  expect(await story.custody.execute({ ...command, expectedVersion: version - 1 }, story.session)).toMatchObject({
    errors: [{ code: 'VERSION_CONFLICT' }],
  });
});

const shortly = ({ type, tag, effective, chain, supersedes }: HistoryRow) => ({
  what: `${tag} ${type}${effective ? '' : ' struck through'}`,
  chain: chain.map(({ eventId }) => eventId),
  supersedes: supersedes.map(({ eventId }) => eventId),
});

test('a correction that moved an event stands in the histories of both assets, with its chain', () => {
  const recorded = (tag: string) => story.ask<Page<HistoryRow>>('asset.history', { tag }).rows.map(shortly);
  const original = { what: 'RTR-1 ASSET_ISSUED struck through', chain: [corrected], supersedes: [] };
  const correction = { what: 'RTR-2 ASSET_ISSUED', chain: [], supersedes: [issued] };
  expect(recorded('RTR-1').slice(1, 3)).toEqual([original, correction]);
  expect(recorded('RTR-2').slice(1)).toEqual([correction]);

  const effective = (tag: string) => story.ask<Page<HistoryRow>>('asset.history', { tag, as: 'effective' }).rows;
  expect(effective('RTR-1').map(({ type }) => type)).toEqual(['ASSET_ADDED', 'ASSET_CHANGED']);
  expect(effective('RTR-2').map(shortly)).toMatchObject([{ what: 'RTR-2 ASSET_ADDED' }, correction]);
});

test('a history turns its pages in both directions and both orders', () => {
  for (const as of ['recorded', 'effective']) {
    const whole = story.ask<Page<HistoryRow>>('asset.history', { tag: 'RTR-1', as });
    const back: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const args = { tag: 'RTR-1', as, order: 'desc', limit: 1, ...(cursor === '' ? {} : { cursor }) };
      const page: Page<HistoryRow> = story.ask('asset.history', args);
      back.push(...page.rows.map(({ eventId }) => eventId));
      cursor = page.next;
    }
    expect(back).toEqual(whole.rows.map(({ eventId }) => eventId).toReversed());
    expect(whole.total).toBe(back.length);
  }
});

test('each fact leads to the event that said it last, at any moment', () => {
  const behind = (entityType: string, entity: string | undefined, field: string, when: object = {}) => {
    const { eventId } = story.ask<BehindAnswer>('event.behind', { entityType, entity, field, ...when });
    const event = eventId === null ? null : story.ask<EventAnswer>('event.get', { eventId });
    return event && `${event.type} ${event.entity ?? ''}`;
  };
  expect(behind('asset', 'RTR-1', 'model')).toBe('ASSET_CHANGED RTR-1');
  expect(behind('asset', 'RTR-1', 'model', { at: minute(45) })).toBe('ASSET_ADDED RTR-1');
  expect(behind('asset', 'RTR-1', 'home')).toBe('ASSET_ADDED RTR-1');
  expect(behind('asset', 'RTR-1', 'serial')).toBeNull();
  // Who had it was said of one, and turned out to be true of the other.
  expect(behind('asset', 'RTR-2', 'holder')).toBe('ASSET_ISSUED RTR-2');
  expect(behind('asset', 'RTR-1', 'holder')).toBeNull();
  expect(behind('asset', 'RTR-1', 'holder', { at: minute(25), knownAt: minute(25) })).toBe('ASSET_ISSUED RTR-1');
  for (const field of ['name', 'place', 'labels.2', 'added'])
    expect(behind('case', 'CASE-13', field)).toBe('CASE_ADDED CASE-13');
  expect(behind('case', 'CASE-13', 'seal')).toBe('CASE_SEALED CASE-13');
  expect(behind('case', 'CASE-13', 'seal', { at: minute(45) })).toBeNull();
  expect(behind('holder', 'Bob', 'organisation')).toBe('HOLDER_ADDED Bob');
  expect(behind('operator', 'Ada', 'role')).toBe('OPERATOR_ADDED Ada');
  expect(behind('operator', 'Ada', 'completed')).toBeNull();
  expect(behind('setting', undefined, 'organisation')).toBe('STORE_CREATED ');
  expect(behind('setting', undefined, 'threshold')).toBeNull();
  expect(story.refused('event.behind', { entityType: 'asset', entity: 'NONE', field: 'model' })).toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('an event tells who flagged it, until a correction answers', async () => {
  const { eventId } = story.ask<Page<HistoryRow>>('asset.history', { tag: 'STRAY' }).rows[1] ?? {};
  await story.tell('event.flag', { eventId, note: 'not Bob' });
  const flagged = story.ask<HistoryRow>('event.get', { eventId });
  expect(flagged).toMatchObject({ actor: 'Ada', tag: 'STRAY', flag: { note: 'not Bob', flaggedBy: 'Ada' } });
  await story.tell('event.correct', { eventId, set: { note: 'it was Bob' }, reason: 'asked him' });
  expect(story.ask<HistoryRow>('event.get', { eventId })).toMatchObject({
    flag: null,
    chain: [{ note: 'it was Bob' }],
    entity: 'STRAY',
    receipt: null,
  });
});

test('spans say where an asset was, with whom, until when', () => {
  const spans = story.ask<Page<SpanRow>>('asset.spans', { tag: 'RTR-2' }).rows;
  expect(spans).toMatchObject([
    { status: 'slot', case: 'CASE-13', slot: 2, to: minute(20), closedBy: corrected, gap: false },
    { status: 'holder', holder: 'Bob', from: minute(20), to: null, dueAt: minute(30), openedBy: corrected },
  ]);
  expect(story.ask<Page<SpanRow>>('holder.history', { name: 'Bob' }).rows.map(({ tag, to }) => [tag, to])).toEqual([
    ['STRAY', spans[0]?.to === null ? null : expect.any(String)],
    ['RTR-2', null],
  ]);
});

test('a case shows each slot, what is in it and what belongs there', () => {
  const box = story.ask<CaseAnswer>('case.get', { code: 'case-13' });
  expect(box).toMatchObject({
    slots: 4,
    home: 2,
    inPlace: 1,
    out: 1,
    overdue: 1,
    lost: 0,
    empty: 2,
    wrongHome: 1,
    seal: 'S-1',
    readyToShip: false,
  });
  expect(
    box.rows.map(({ state, overdue, label, occupant, homeAsset }) => [
      state,
      overdue,
      label,
      occupant?.tag,
      homeAsset?.tag,
    ]),
  ).toEqual([
    ['in_place', false, null, 'RTR-1', 'RTR-1'],
    ['out', true, 'front', undefined, 'RTR-2'],
    ['wrong_home', false, null, 'STRAY', undefined],
    ['empty', false, null, undefined, undefined],
  ]);
  expect(box.rows[2]?.occupant?.home).toEqual({ case: 'CASE-14', slot: 1 });
  expect(story.ask<CaseAnswer>('case.get', { code: 'CASE-14' }).rows[0]).toMatchObject({
    state: 'elsewhere',
    homeAsset: { tag: 'STRAY', case: 'CASE-13', slot: 3 },
  });
});

test('a case in the past, and as it was believed', () => {
  const then = (args: object) => story.ask<CaseAnswer>('case.get', { code: 'CASE-13', ...args });
  expect(then({ at: minute(15) })).toMatchObject({ inPlace: 2, seal: null, readyToShip: true });
  expect(then({ at: minute(25) }).rows.map(({ state }) => state)).toEqual(['in_place', 'out', 'wrong_home', 'empty']);
  expect(then({ at: minute(25), knownAt: minute(25) }).rows.map(({ state }) => state)).toEqual([
    'out',
    'in_place',
    'wrong_home',
    'empty',
  ]);
  expect(story.refused('case.get', { code: 'CASE-13', at: minute(0) })).toMatchObject({ code: 'NOT_FOUND' });
});

test('the list of cases counts as the case itself does, at every moment', () => {
  for (const moment of [{}, { at: minute(15) }, { at: minute(25) }, { at: minute(25), knownAt: minute(25) }]) {
    const rows = story.ask<Page<CaseRow>>('case.list', moment).rows;
    expect(rows.map(({ code }) => code)).toEqual(['CASE-13', 'CASE-14']);
    for (const row of rows) expect(story.ask('case.get', { code: row.code, ...moment })).toMatchObject(row);
  }
  expect(story.ask<Page<CaseRow>>('case.list', { text: 'radi dep' }).rows.map(({ code }) => code)).toEqual(['CASE-13']);
});

test('a case is ready to ship when all that belongs there is there, sealed if that is required', async () => {
  const ready = () => story.ask<CaseRow>('case.get', { code: 'CASE-15' }).readyToShip;
  await story.tell('case.add', { code: 'CASE-15', slots: 2 });
  expect(ready()).toBe(false);
  await story.tell('asset.add', { tag: 'K-1', slot: { case: 'CASE-15', slot: 1 } });
  expect(ready()).toBe(true);
  await story.tell('settings.change', { set: { sealRequired: true } });
  expect(ready()).toBe(false);
  await story.tell('case.seal', { code: 'CASE-15', seal: 'S-2' });
  expect(ready()).toBe(true);
});

test('a holder shows what is in hand, now and then', () => {
  const bob = story.ask<HolderAnswer>('holder.get', { name: ' BOB ' });
  expect(bob).toMatchObject({ name: 'Bob', organisation: 'Rescue', active: true, holding: 1, overdue: 1 });
  expect(bob.assets.map(({ tag, model }) => [tag, model])).toEqual([['RTR-2', 'Radio']]);
  const believed = story.ask<HolderAnswer>('holder.get', { name: 'Bob', at: minute(25), knownAt: minute(25) });
  expect(believed.assets.map(({ tag }) => tag)).toEqual(['RTR-1']);
  for (const moment of [{}, { at: minute(15) }, { at: minute(25), knownAt: minute(25) }]) {
    const [row] = story.ask<Page<HolderRow>>('holder.list', moment).rows;
    expect(story.ask('holder.get', { name: 'Bob', ...moment })).toMatchObject(row ?? {});
  }
});

test('what was voided has a history by its id alone', async () => {
  const [added] = await story.tell('asset.add', { tag: 'GHOST' });
  await story.tell('event.correct', { eventId: added?.eventId, void: true, reason: 'never came' });
  expect(story.refused('asset.history', { tag: 'GHOST' })).toMatchObject({ code: 'NOT_FOUND' });
  const rows = story.ask<Page<HistoryRow>>('asset.history', { id: added?.streamId }).rows;
  expect(rows.map(({ type, tag, effective }) => [type, tag, effective])).toEqual([
    ['ASSET_ADDED', 'GHOST', false],
    ['EVENT_VOIDED', 'GHOST', false],
  ]);
});
