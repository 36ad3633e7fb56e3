import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { AuditRow } from '../../shared/contract/trailAnswers.ts';
import { openCustody } from '../custody.ts';
import { assignmentStories, PIN } from '../testing/assignmentStory.ts';
import { by, type World } from '../testing/story.ts';

const begin = assignmentStories(
  { command: 'case.add', code: 'CASE-13', slots: 2 },
  { command: 'asset.add', tag: 'R-1', slot: { case: 'CASE-13', slot: 1 } },
  { command: 'holder.add', name: 'Bob' },
);

interface LogRow {
  readonly seq: number;
  readonly at: number;
  readonly actor_kind: string;
  readonly actor_id: string | null;
  readonly action: string;
  readonly entity_type: string;
  readonly entity_id: string;
  readonly changes: string;
}

function readerOf({ path }: Pick<World, 'path'>): Database.Database {
  const db = new Database(path, { readonly: true });
  onTestFinished(() => void db.close());
  return db;
}
const auditLog = (story: Pick<World, 'path'>): LogRow[] =>
  readerOf(story).prepare<[], LogRow>('SELECT * FROM audit_log ORDER BY seq').all();

test('audit_log is a view of eight columns: what was created, updated or deleted, and what kind of thing it is', async () => {
  const story = await begin(
    { command: 'asset.add', tag: 'R-2' },
    { command: 'asset.add', tag: 'R-3' },
    { command: 'asset.move', tag: 'R-1', slot: { case: 'CASE-13', slot: 2 } },
    { command: 'asset.inspect', tag: 'R-2', condition: 'good' },
    { command: 'asset.retire', tag: 'R-2', reason: 'worn' },
    { command: 'case.add', code: 'CASE-14', slots: 1 },
    { command: 'case.retire', code: 'CASE-14', reason: 'broken' },
    { command: 'handover.commit', kind: 'issue', holder: 'Bob', items: [{ tag: 'R-1' }] },
    { command: 'handover.commit', kind: 'return', items: [{ tag: 'R-1' }] },
    { command: 'holder.deactivate', name: 'Bob', reason: 'left' },
    { command: 'settings.change', set: { threshold: 1 } },
    { command: 'operator.set_role', name: 'Aude', role: 'technician' },
    { command: 'operator.set_pin', name: 'Aude', pin: '246813579' },
    { command: 'operator.deactivate', name: 'Aude', reason: 'left' },
  );
  await story.brought('completed');
  const { eventId } = story.the('ASSET_INSPECTED');
  await story.tell(
    (world: World) => ({
      command: 'event.correct',
      eventId: world.the('ASSET_ADDED', 'R-3').eventId,
      void: true,
      reason: 'never was',
    }),
    { command: 'event.correct', eventId, set: { condition: 'worn' }, reason: 'looked again' },
    {
      command: 'event.correct',
      eventId: story.the('ASSIGNMENT_COMPLETED').eventId,
      set: { status: 'cancelled' },
      reason: 'not done',
    },
  );
  await story.custody.recordExport(story.cast.admin, { report: 'custody', file: 'c.csv' });

  const types = new Map(
    [...story.custody.events()].map(({ seq, type, supersedesEventId }) => [
      seq,
      `${type}${supersedesEventId ? ' again' : ''}`,
    ]),
  );
  const rows = auditLog(story);
  expect(Object.keys(rows[0] ?? {})).toEqual([
    'seq',
    'at',
    'actor_kind',
    'actor_id',
    'action',
    'entity_type',
    'entity_id',
    'changes',
  ]);
  const kinds = Object.fromEntries(
    rows.map(({ seq, action, entity_type }) => [types.get(seq), `${action} ${entity_type}`]),
  );
  expect(kinds).toEqual({
    DEVICE_ADDED: 'created store',
    STORE_CREATED: 'created store',
    SIGNED_IN: 'created store',
    EXPORT_MADE: 'created store',
    SETTINGS_CHANGED: 'updated setting',
    OPERATOR_ADDED: 'created operator',
    OPERATOR_PIN_SET: 'updated operator',
    OPERATOR_ROLE_CHANGED: 'updated operator',
    OPERATOR_DEACTIVATED: 'deleted operator',
    THRESHOLD_REACHED: 'updated operator',
    THRESHOLD_LOST: 'updated operator',
    CASE_ADDED: 'created case',
    CASE_RETIRED: 'deleted case',
    ASSET_ADDED: 'created asset',
    ASSET_MOVED: 'updated asset',
    ASSET_ISSUED: 'updated asset',
    ASSET_RETURNED: 'updated asset',
    ASSET_INSPECTED: 'updated asset',
    'ASSET_INSPECTED again': 'updated asset',
    ASSET_RETIRED: 'deleted asset',
    'EVENT_VOIDED again': 'deleted asset',
    HOLDER_ADDED: 'created holder',
    HOLDER_DEACTIVATED: 'deleted holder',
    HANDOVER_COMMITTED: 'created handover',
    ASSIGNMENT_DISPATCHED: 'created assignment',
    ASSIGNMENT_DELIVERED: 'updated assignment',
    ASSIGNMENT_READ: 'updated assignment',
    ASSIGNMENT_ACKNOWLEDGED: 'updated assignment',
    ASSIGNMENT_COMPLETED: 'updated assignment',
    'ASSIGNMENT_CANCELLED again': 'updated assignment',
  });
});

test('the history of one asset, from its adding through a correction, is one read of one index, oldest first', async () => {
  const story = await begin(
    { command: 'asset.change', tag: 'R-1', set: { model: 'XTS' } },
    { command: 'asset.issue', tag: 'R-1', holder: 'Bob' },
  );
  const { eventId } = story.the('ASSET_CHANGED');
  await story.tell({ command: 'event.correct', eventId, set: { model: 'APX' }, reason: 'misread' });
  const { streamId } = story.the('ASSET_ADDED', 'R-1');

  const db = readerOf(story);
  const sql = 'FROM audit_log WHERE entity_id = ? ORDER BY seq';
  const plan = db.prepare<[string], { detail: string }>(`EXPLAIN QUERY PLAN SELECT * ${sql}`).all(streamId);
  expect(plan.map(({ detail }) => detail)).toEqual(['SEARCH events USING INDEX events_of_stream (stream_id=?)']);
  const rows = db.prepare<[string], LogRow>(`SELECT * ${sql}`).all(streamId);
  expect(rows.map(({ action, changes }) => [action, ...JSON.parse(changes).slice(0, 1)])).toEqual([
    ['created', { field: 'tag', before: null, after: 'R-1' }],
    ['updated', { field: 'model', before: null, after: 'XTS' }],
    ['updated', { field: 'status', before: 'slot', after: 'holder' }],
    ['updated', { field: 'model', before: 'XTS', after: 'APX' }],
  ]);
  const answered = story.ask<{ rows: AuditRow[] }>('audit.list', { entityId: 'r1', order: 'asc' });
  expect(answered.rows.map(({ seq }) => seq)).toEqual(rows.map(({ seq }) => seq));
  expect(answered.rows.at(-1)).toMatchObject({
    actor: 'Ada',
    entity: 'R-1',
    correctionReason: 'misread',
    supersedesEventId: eventId,
  });
});

test('the trail is asked for by kind of thing and by who, assignments and settings too', async () => {
  const story = await begin({ command: 'settings.change', set: { threshold: 1 } });
  const id = await story.brought('completed');
  const types = (args: object) =>
    story
      .ask<{ rows: AuditRow[] }>('audit.list', { order: 'asc', ...args })
      .rows.map(({ type }) => type.replace('ASSIGNMENT_', ''));
  const steps = ['DISPATCHED', 'DELIVERED', 'READ', 'ACKNOWLEDGED', 'COMPLETED'];
  expect(types({ entityType: 'assignment' })).toEqual(steps);
  expect(types({ entityId: id })).toEqual(steps);
  expect(types({ entityType: 'assignment', actor: 'Theo' })).toEqual(['READ', 'ACKNOWLEDGED', 'COMPLETED']);
  expect(types({ entityType: 'setting' })).toEqual(['SETTINGS_CHANGED']);
  expect(story.ask('audit.list', { entityType: 'assignment', limit: 1, order: 'asc' })).toMatchObject({
    rows: [
      {
        entity: 'Seals',
        action: 'created',
        changes: [
          { field: 'status', before: null, after: 'dispatched' },
          { field: 'title', before: null, after: 'Seals' },
          { field: 'recipient', before: null, after: 'Theo' },
        ],
      },
    ],
  });
});

describe('what is not kept leaves no trail', () => {
  const wrong = { command: 'asset.move', tag: 'R-1', slot: { case: 'CASE-13', slot: 9 } };
  const right = { command: 'asset.move', tag: 'R-1', slot: { case: 'CASE-13', slot: 2 } };

  test('a command that was only tried, was refused, or came to nothing together with others', async () => {
    const story = await begin();
    const id = await story.brought('acknowledged');
    const before = auditLog(story);
    const tried = [
      right,
      { command: 'settings.change', set: { threshold: 1 } },
      { command: 'operator.set_pin', name: 'Ada', pin: '246813579' },
    ];
    for (const one of tried) expect(await story.does({ ...one, dryRun: true })).toMatchObject({ ok: true });
    expect(await story.does(by('technician', { ...story.step('complete', id), dryRun: true }))).toMatchObject({
      ok: true,
    });
    expect(await story.does(wrong)).toMatchObject({ ok: false });
    const together = await story.custody.executeAtomic(
      [{ ...right, note: 'kept?' }, tried[1], wrong],
      story.cast.admin,
    );
    expect(together.map(({ ok }) => ok)).toEqual([false, false, false]);
    expect(auditLog(story)).toEqual(before);
    expect(story.whereIs('R-1')).toBe('CASE-13/1');
    expect(story.ask('settings.get')).toMatchObject({ threshold: 10 });
    expect(await story.custody.signIn('Ada', PIN, 'command-line')).toMatchObject({ ok: true });
  });
});

describe('sign-ins and lock-outs', () => {
  const typesSince = (story: World, seq: number) =>
    [...story.custody.events({ fromSeq: seq + 1 })].map(({ type }) => type);

  test('whoever stands at the window is recorded at once; a run of the command line with its first command', async () => {
    const story = await begin();
    const before = story.lastSeq();
    const session = await story.arrives('auditor', 'window');
    expect(typesSince(story, before)).toEqual(['SIGNED_IN']);
    const run = await story.arrives('technician', 'command-line');
    expect(typesSince(story, before)).toEqual(['SIGNED_IN']);
    await story.custody.execute({ command: 'asset.inspect', tag: 'R-1', condition: 'good' }, run);
    await story.custody.recordVerification(session, { findings: 0 });
    expect(auditLog(story).slice(before)).toMatchObject([
      { actor_id: session.operatorId, action: 'created', entity_type: 'store' },
      { actor_id: run.operatorId, action: 'created', entity_type: 'store' },
      { actor_id: run.operatorId, entity_type: 'asset' },
      { actor_id: session.operatorId, action: 'created', entity_type: 'store' },
    ]);
  });

  test('five wrong PINs are recorded as a lock-out, by whoever writes', async () => {
    const story = await begin();
    const { path, clock } = story;
    const guess = async (name: string, custody = story.custody) => {
      for (let n = 1; n <= 5; n += 1)
        expect(await custody.signIn(name, '999999', 'command-line')).toMatchObject({ ok: false });
    };
    const before = story.lastSeq();
    await guess('Theo');
    expect(typesSince(story, before)).toEqual(['LOCKED_OUT']);
    expect(story.the('LOCKED_OUT')).toMatchObject({ actorKind: 'system', data: { operator: 'Theo' } });

    // While another writes, nobody else can: then the trail has nothing, and the lock-out holds all the same.
    const reader = openCustody({ path, mode: 'read', clock, home: path.replace(/[^/]*$/, 'home') });
    if (!reader.ok) throw new Error(reader.error.code);
    await guess('Cora', reader.value);
    reader.value.close();
    expect(typesSince(story, before)).toEqual(['LOCKED_OUT']);
    expect(await story.custody.signIn('Cora', PIN, 'command-line')).toMatchObject({ error: { code: 'LOCKED_OUT' } });
  });
});
