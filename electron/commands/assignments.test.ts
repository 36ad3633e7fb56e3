import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Session } from '../../shared/session.ts';
import { openCustody } from '../custody.ts';
import { deviceInfo } from '../deviceInfo.ts';
import { assignmentStories, PIN } from '../testing/assignmentStory.ts';
import { by } from '../testing/story.ts';

const begin = assignmentStories();
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

test('dispatched by Cora, delivered as Theo signs in, then read, acknowledged and completed by him', async () => {
  const story = await begin();
  const id = await story.dispatched({ instructions: 'Check every seal.' });
  expect(story.status(id)).toBe('dispatched');
  await story.arrives('technician');
  for (const name of ['read', 'acknowledge', 'complete'] as const) {
    await story.tell(
      by('technician', { ...story.step(name, id), ...(name === 'complete' ? { note: 'all good' } : {}) }),
    );
  }
  const { log, ...rest } = story.assignment(id);
  expect(rest).toMatchObject({ title: 'Seals', recipient: 'Theo', dispatchedBy: 'Cora', status: 'completed' });
  const byTheo = { actorKind: 'user', actor: 'Theo', actorRole: 'technician', note: null, deviceInfo };
  const [cora, theo] = [story.cast.coordinator.operatorId, story.cast.technician.operatorId];
  expect(log).toMatchObject([
    { status: 'dispatched', previousStatus: null, actorId: cora, actorRole: 'coordinator' },
    { status: 'delivered', previousStatus: 'dispatched', actorKind: 'system', actorId: null, actorRole: null },
    { status: 'read', previousStatus: 'delivered', ...byTheo, actorId: theo },
    { status: 'acknowledged', previousStatus: 'read', ...byTheo },
    { status: 'completed', previousStatus: 'acknowledged', ...byTheo, note: 'all good' },
  ]);
  expect(log.map(({ createdAt }) => createdAt)).toEqual(log.map(({ createdAt }) => createdAt).toSorted());
  expect(story.custody.verify().findings).toEqual([]);
});

test('nobody takes a step on another’s behalf, whatever their role', async () => {
  const story = await begin();
  const id = await story.brought('delivered');
  for (const name of ['read', 'acknowledge', 'complete'] as const) {
    for (const who of ['admin', 'coordinator', 'auditor'] as const) {
      await story.refuses(by(who, story.step(name, id)), 'NOT_ALLOWED', { needs: 'recipient', recipient: 'Theo' });
    }
  }
  await story.refuses(by('admin', { command: 'assignment.decline', assignmentId: id, reason: 'no' }), 'NOT_ALLOWED');
});

test('only coordinators and admins dispatch and cancel', async () => {
  const story = await begin();
  const dispatch = { command: 'assignment.dispatch', title: 'x', recipient: 'Theo' };
  const id = await story.dispatched();
  for (const who of ['technician', 'auditor'] as const) {
    await story.refuses(by(who, dispatch), 'NOT_ALLOWED');
    await story.refuses(by(who, { command: 'assignment.cancel', assignmentId: id, note: 'x' }), 'NOT_ALLOWED');
  }
});

test('no step is skipped, repeated or taken after the end', async () => {
  const story = await begin();
  const steps = ['read', 'acknowledge', 'complete'] as const;
  const legal = { dispatched: null, delivered: 'read', read: 'acknowledge', acknowledged: 'complete', completed: null };
  const id = await story.brought('dispatched');
  for (const [status, next] of Object.entries(legal)) {
    if (status === 'delivered') await story.arrives('technician');
    expect(story.status(id)).toBe(status);
    for (const name of steps.filter((one) => one !== next)) {
      await story.refuses(by('technician', story.step(name, id)), 'ILLEGAL_TRANSITION', {
        assignment: 'Seals',
        status,
      });
    }
    if (next) await story.tell(by('technician', story.step(steps[steps.indexOf(next as 'read')] ?? 'read', id)));
  }
  await story.refuses({ command: 'assignment.cancel', assignmentId: id, note: 'late' }, 'ILLEGAL_TRANSITION');
  await story.refuses(
    by('technician', { command: 'assignment.decline', assignmentId: id, reason: 'no' }),
    'ILLEGAL_TRANSITION',
  );
  await story.refuses({ command: 'assignment.cancel', assignmentId: 'nothing', note: 'x' }, 'NOT_FOUND');
});

test('an assignment is cancelled from any state that is not final, with a note that says something', async () => {
  const story = await begin();
  for (const state of ['dispatched', 'delivered', 'read', 'acknowledged'] as const) {
    const id = await story.brought(state);
    const cancel = { command: 'assignment.cancel', assignmentId: id };
    for (const note of [undefined, '', ' \n', '\u00a0\u200b']) {
      await story.refuses({ ...cancel, note }, 'REASON_REQUIRED', { field: 'note' });
    }
    await story.refuses({ ...cancel, note: 'x'.repeat(2001) }, 'INVALID', { field: 'note' });
    await story.tell(by('coordinator', { ...cancel, note: 'no longer needed' }));
    expect(story.assignment(id).log.at(-1)).toMatchObject({
      status: 'cancelled',
      previousStatus: state,
      actor: 'Cora',
    });
    await story.refuses({ ...cancel, note: 'again' }, 'ILLEGAL_TRANSITION');
  }
});

describe('what is dispatched', () => {
  const depot = [
    { command: 'case.add', code: 'CASE-13', name: 'Radios', slots: 2 },
    { command: 'asset.add', tag: 'R-1', model: 'XTS', slot: { case: 'CASE-13', slot: 1 } },
    { command: 'asset.add', tag: 'R-2' },
  ];

  test('is frozen and hashed: later changes to what it concerns change no word of it', async () => {
    const story = await begin(...depot);
    const told = {
      instructions: 'Inspect both.',
      assets: ['r1', 'R-2'],
      cases: ['case-13'],
      dueAt: '2024-03-08T12:00:00+01:00',
    };
    const id = await story.dispatched(told);
    const before = story.assignment(id);
    expect(before.text.split('\n')).toEqual([
      'Seals',
      '',
      'Inspect both.',
      '',
      'For: Theo',
      'Due: 2024-03-08 11:00 UTC',
      'Asset: R-1, XTS; in slot 1 of CASE-13',
      'Asset: R-2; unplaced',
      'Case: CASE-13, Radios; 2 slots',
    ]);
    expect(before.textHash).toBe(sha256(before.text));
    await story.tell(
      { command: 'asset.move', tag: 'R-1', slot: { case: 'CASE-13', slot: 2 } },
      { command: 'asset.change', tag: 'R-1', set: { model: 'APX' } },
      { command: 'case.change', code: 'CASE-13', set: { name: 'Old radios' } },
    );
    expect(story.assignment(id)).toEqual(before);
  });

  test('names only what is there, each thing once, and somebody who is active', async () => {
    const story = await begin(...depot, { command: 'operator.add', name: 'Gus', role: 'technician', pin: PIN });
    await story.tell({ command: 'operator.deactivate', name: 'Gus', reason: 'left' });
    const dispatch = { command: 'assignment.dispatch', title: 'Seals', recipient: 'Theo' };
    for (const [wrong, code, details] of [
      [{ recipient: 'Nobody' }, 'NOT_FOUND', { field: 'recipient' }],
      [{ recipient: 'Gus' }, 'ILLEGAL_TRANSITION', { operator: 'Gus', why: 'deactivated' }],
      [{ assets: ['R-9'] }, 'NOT_FOUND', { field: 'assets.0', tag: 'R-9' }],
      [{ assets: ['R-1', 'r 1'] }, 'INVALID', { field: 'assets.1' }],
      [{ cases: ['CASE-13', 'case-13'] }, 'INVALID', { field: 'cases.1' }],
      [{ refersTo: '01900000-0000-7000-8000-000000000000' }, 'NOT_FOUND', { field: 'refersTo' }],
      [{ title: ' \u200b ' }, 'INVALID', { field: 'title' }],
      [{ title: 'a\ud800' }, 'INVALID', { field: 'title' }],
      [{ instructions: 'a\0b' }, 'INVALID', { field: 'instructions' }],
      [{ dueAt: 'tomorrow' }, 'INVALID', { field: 'dueAt' }],
    ] as const) {
      await story.refuses(by('coordinator', { ...dispatch, ...wrong }), code, details);
    }
  });

  test('may be written in any script, and is hashed as it was written', async () => {
    const story = await begin();
    const odd = {
      title: '“Ⅳ” – 検査 🔧',
      instructions: 'e\u0301 ≠ é\r\nعربي \u202eback\u202c\t\u{1f468}\u200d\u{1f527}',
    };
    const id = await story.dispatched(odd);
    await story.arrives('technician');
    const { title, instructions, text, textHash } = story.assignment(id);
    expect({ title, instructions }).toEqual(odd);
    expect(textHash).toBe(sha256(text));
    await story.records(by('technician', story.step('read', id)), { type: 'ASSIGNMENT_READ', data: { textHash } });
    expect(story.custody.verify().findings).toEqual([]);
  });

  test('changed instructions are a new assignment that refers to the old one', async () => {
    const story = await begin();
    const first = await story.dispatched({ instructions: 'By hand.' });
    const second = await story.dispatched({ instructions: 'With the tool.', refersTo: first });
    expect(story.assignment(second)).toMatchObject({ refersTo: first, referredToBy: [] });
    expect(story.assignment(first)).toMatchObject({ refersTo: null, referredToBy: [second], status: 'dispatched' });
  });

  test('to three at once are three assignments, or none', async () => {
    const story = await begin();
    const to = (recipient: string) => ({ command: 'assignment.dispatch', title: 'Drill', recipient });
    story.clock.set(story.clock.now() + 60_000);
    const none = await story.custody.executeAtomic(['Theo', 'Nobody', 'Aude'].map(to), story.cast.coordinator);
    expect(none.map(({ ok }) => ok)).toEqual([false, false, false]);
    expect(story.ask('assignment.list')).toMatchObject({ total: 0 });
    const all = await story.custody.executeAtomic(['Theo', 'Theo', 'Aude'].map(to), story.cast.coordinator);
    const ids = all.flatMap((one) => (one.ok ? one.events.map(({ streamId }) => streamId) : []));
    expect(new Set(ids).size).toBe(3);
    await story.arrives('technician');
    expect(ids.map(story.status)).toEqual(['delivered', 'delivered', 'dispatched']);
  });
});

describe('delivery', () => {
  test('is written once, with the sign-in, and only where the store can be written', async () => {
    const story = await begin();
    const id = await story.dispatched();
    const { path } = story;
    const reader = openCustody({ path, mode: 'read', clock: story.clock });
    if (!reader.ok) throw new Error(reader.error.code);
    expect(await reader.value.signIn('Theo', PIN, 'command-line')).toMatchObject({ ok: true });
    reader.value.close();
    expect(story.status(id)).toBe('dispatched');

    const before = story.lastSeq();
    await story.arrives('technician', 'window');
    await story.arrives('technician');
    expect([...story.custody.events({ fromSeq: before + 1 })]).toMatchObject([
      { type: 'SIGNED_IN', data: { operator: 'Theo', via: 'window' } },
      { type: 'ASSIGNMENT_DELIVERED', streamId: id, actorKind: 'system', actorId: null, data: { via: 'window' } },
    ]);
  });

  test('is not for others, for a wrong PIN, or for somebody who was deactivated; the coordinator can still cancel', async () => {
    const story = await begin();
    const id = await story.dispatched();
    await story.arrives('coordinator');
    expect(await story.custody.signIn('Theo', '999999', 'window')).toMatchObject({ ok: false });
    expect(story.status(id)).toBe('dispatched');
    await story.tell({ command: 'operator.deactivate', name: 'Theo', reason: 'left' });
    expect(await story.custody.signIn('Theo', PIN, 'window')).toMatchObject({ ok: false });
    await story.refuses(by('technician', story.step('read', id)), 'NOT_SIGNED_IN');
    await story.tell(by('coordinator', { command: 'assignment.cancel', assignmentId: id, note: 'Theo has left' }));
  });
});

describe('reading', () => {
  test('by command line is marked so; in the window it needs the text opened, by him, a second ago, once', async () => {
    const story = await begin();
    const [id, other] = [await story.dispatched(), await story.dispatched({ title: 'Lamps' })];
    const theo = await story.arrives('technician', 'window');
    const cora = await story.arrives('coordinator', 'window');
    const { textHash } = story.assignment(id);
    const read = (readingId?: string, session: Session = theo) =>
      story.custody.execute({ command: 'assignment.read', assignmentId: id, textHash, readingId }, session);
    const wait = (ms: number) => story.clock.set(story.clock.now() + ms);
    const no = { ok: false, error: { code: 'NOT_ALLOWED', details: { needs: 'reading' } } };

    const [byCora, ofOther] = [story.custody.openReading(cora, id), story.custody.openReading(theo, other)];
    wait(60_000);
    for (const readingId of [undefined, 'made up', byCora, ofOther]) expect(await read(readingId)).toMatchObject(no);
    expect(await read(byCora, cora)).toMatchObject({ ok: false, error: { details: { needs: 'recipient' } } });

    const stale = story.custody.openReading(theo, id);
    wait(8 * 3_600_000 + 1);
    expect(await read(stale)).toMatchObject(no);
    const openedAt = new Date(story.clock.now()).toISOString();
    const opened = story.custody.openReading(theo, id);
    wait(999);
    expect(await read(opened)).toMatchObject(no);
    wait(1);
    const wrong = { command: 'assignment.read', assignmentId: id, textHash: sha256('another'), readingId: opened };
    expect(await story.custody.execute(wrong, theo)).toMatchObject({
      ok: false,
      error: { details: { field: 'textHash' } },
    });
    const tried = { command: 'assignment.read', assignmentId: id, textHash, readingId: opened, dryRun: true };
    expect(await story.custody.execute(tried, theo)).toMatchObject({ ok: true });
    expect(story.status(id)).toBe('delivered');
    const confirmedAt = new Date(story.clock.now()).toISOString();
    expect(await read(opened)).toMatchObject({
      ok: true,
      events: [{ data: { textHash, openedAt, confirmedAt, via: 'window' }, deviceInfo, actorRole: 'technician' }],
    });
    expect(await read(opened)).toMatchObject(no);

    await story.records(by('technician', story.step('read', other)), { data: { via: 'command-line' } });
  });

  test('keeps the role that he had at that moment, and stays as it was when the role changes', async () => {
    const story = await begin();
    const id = await story.brought('read');
    await story.tell({ command: 'operator.set_role', name: 'Theo', role: 'auditor' });
    await story.tell(by('technician', story.step('acknowledge', id)));
    expect(story.assignment(id).log.slice(2)).toMatchObject([
      { status: 'read', actorRole: 'technician' },
      { status: 'acknowledged', actorRole: 'auditor' },
    ]);
  });

  test('can be written down later, not sooner, and a repeated request is answered once', async () => {
    const story = await begin();
    const id = await story.brought('delivered');
    const read = { ...story.step('read', id), commandId: 'once' };
    await story.refuses(by('technician', { ...read, occurredAt: '2030-01-01T00:00:00Z' }), 'IN_FUTURE');
    const command = { ...read, occurredAt: '2024-03-04T09:00:00+01:00' };
    await story.records(by('technician', command), { occurredAt: '2024-03-04T08:00:00.000Z' });
    expect(await story.does(by('technician', command))).toMatchObject({ ok: true, repeated: true });
    expect(story.assignment(id).log.map(({ status }) => status)).toEqual(['dispatched', 'delivered', 'read']);
  });
});

test('the recipient declines with a reason: a note for the coordinator, and no new state', async () => {
  const story = await begin();
  const id = await story.brought('delivered');
  const decline = { command: 'assignment.decline', assignmentId: id };
  await story.refuses(by('technician', { ...decline, reason: '\u2060' }), 'REASON_REQUIRED');
  await story.records(by('technician', { ...decline, reason: 'No key to the depot' }), {
    type: 'EVENT_DECLINED',
    changes: [{ field: 'declined', before: null, after: 'No key to the depot' }],
  });
  const listed = () => story.ask<{ rows: { declined: boolean }[] }>('assignment.list').rows[0]?.declined;
  expect(story.assignment(id)).toMatchObject({
    status: 'delivered',
    declines: [{ actor: 'Theo', reason: 'No key to the depot' }],
    log: [{ status: 'dispatched' }, { status: 'delivered' }],
  });
  expect(listed()).toBe(true);
  await story.tell(by('technician', story.step('read', id)));
  expect(listed()).toBe(true);
  await story.tell(by('technician', story.step('acknowledge', id)));
  expect(listed()).toBe(false);
  expect(story.custody.verify().findings).toEqual([]);
});

describe('a completion', () => {
  const reason = 'It was not done';
  const takeBack = (eventId: string, more: object = {}) => ({
    command: 'event.correct',
    eventId,
    set: { status: 'cancelled' },
    reason,
    ...more,
  });

  test('is taken back by an admin with the PIN and a reason, which is the note too; that is the end of it', async () => {
    const story = await begin();
    const id = await story.brought('completed');
    const { eventId } = story.the('ASSIGNMENT_COMPLETED');
    await story.refuses(by('coordinator', takeBack(eventId)), 'NOT_ALLOWED', { needs: ['admin'] });
    const unsure: Session = { ...story.cast.admin, pinConfirmedAt: null };
    const unconfirmed = await story.custody.execute(takeBack(eventId), unsure);
    expect(unconfirmed).toMatchObject({ ok: false, error: { code: 'NOT_ALLOWED', details: { needs: 'pin' } } });
    await story.refuses(takeBack(eventId, { reason: ' \u200b' }), 'REASON_REQUIRED');
    await story.refuses(takeBack(eventId, { set: { status: 'read' } }), 'INVALID', { field: 'set.status' });
    await story.refuses(takeBack(eventId, { set: { note: 'x' } }), 'INVALID');
    await story.refuses({ command: 'event.correct', eventId, void: true, reason }, 'INVALID');
    await story.records(takeBack(eventId, { note: 'another note' }), {
      type: 'ASSIGNMENT_CANCELLED',
      streamId: id,
      supersedesEventId: eventId,
      correctionReason: reason,
      note: reason,
      changes: [{ field: 'status', before: 'completed', after: 'cancelled' }],
    });
    expect(story.assignment(id).log.slice(-2)).toMatchObject([
      { status: 'completed', superseded: true },
      { status: 'cancelled', previousStatus: 'completed', actor: 'Ada', note: reason, superseded: false },
    ]);
    await story.refuses(takeBack(eventId), 'ALREADY_SUPERSEDED');
    await story.refuses(takeBack(story.the('ASSIGNMENT_CANCELLED').eventId), 'NOT_CORRECTABLE');
    await story.refuses(by('technician', story.step('complete', id)), 'ILLEGAL_TRANSITION');
    expect(story.custody.verify().findings).toEqual([]);
  });

  test('is the only step that can be corrected', async () => {
    const story = await begin();
    await story.brought('acknowledged');
    for (const type of ['DISPATCHED', 'DELIVERED', 'READ', 'ACKNOWLEDGED']) {
      const { eventId } = story.the(`ASSIGNMENT_${type}`);
      await story.refuses(takeBack(eventId), 'NOT_CORRECTABLE');
      await story.refuses({ command: 'event.correct', eventId, void: true, reason }, 'NOT_CORRECTABLE');
    }
  });
});

test('a rebuild derives the same assignments, concerns and crossings from the log', async () => {
  const story = await begin({ command: 'settings.change', set: { threshold: 1 } });
  const id = await story.brought('completed');
  await story.tell({
    command: 'event.correct',
    eventId: story.the('ASSIGNMENT_COMPLETED').eventId,
    set: { status: 'cancelled' },
    reason: 'x',
  });
  const before = [story.assignment(id), story.ask('threshold.list'), story.ask('threshold.crossings')];
  story.custody.rebuild();
  expect([story.assignment(id), story.ask('threshold.list'), story.ask('threshold.crossings')]).toEqual(before);
});
