import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/time.ts';
import { createStore } from '../createStore.ts';
import { openCustody } from '../custody.ts';
import { at, stories, today } from '../testing/story.ts';

const slot = (number: number) => ({ case: 'CASE-13', slot: number });

const { given, begin } = stories(
  at('08:10', { command: 'case.add', code: 'CASE-13', slots: 3 }),
  at('08:11', { command: 'holder.add', name: 'Bob' }),
  at('08:12', { command: 'holder.add', name: 'Eve' }),
  at('08:13', { command: 'asset.add', tag: 'R-1', slot: slot(1) }),
  at('08:14', { command: 'asset.add', tag: 'R-2', slot: slot(2) }),
);

const issue = { command: 'asset.issue', tag: 'R-1', holder: 'Bob' };

test('what happened in the field is written down later, with the offset of the place', async () => {
  const world = await given()
    .when(at('18:00', { ...issue, occurredAt: '2024-11-21T11:00:00+02:00' }))
    .records({ occurredAt: today('09:00'), occurredOffset: 120, recordedAt: today('18:00') });
  expect([world.whereIs('R-1', today('08:59:59')), world.whereIs('R-1', today('09:00'))]).toEqual(['CASE-13/1', 'Bob']);
});

test('said without a time it happened when it is recorded, in the zone of the laptop', () =>
  given()
    .when(at('09:00', issue))
    .records({ occurredAt: today('09:00'), recordedAt: today('09:00'), occurredOffset: 60 }));

test('nothing happens in the future', async () => {
  const world = await given()
    .when(at('09:00', { ...issue, occurredAt: '2024-11-21T10:00:00.001+01:00' }))
    .refuses('IN_FUTURE', { field: 'occurredAt', now: today('09:00') });
  await world.records(at('09:01', { ...issue, occurredAt: '2024-11-21T10:01:00+01:00' }), { type: 'ASSET_ISSUED' });
});

test('a time that is none, or outside the calendar of the log, is refused', async () => {
  const world = await begin();
  for (const occurredAt of [
    'yesterday',
    '2024-11-21',
    '2024-11-21T10:00:00',
    '2026-02-30T10:00:00Z',
    '0000-01-01T00:00:00Z',
  ]) {
    await world.refuses({ ...issue, occurredAt }, 'INVALID', { field: 'occurredAt' });
  }
  const dueAt = '9999-12-31T23:59:59-01:00';
  await world.refuses({ ...issue, dueAt }, 'INVALID', { field: 'dueAt' });
});

test('nothing is in use before it was there', async () => {
  const world = await begin();
  await world.refuses({ ...issue, occurredAt: today('08:12:30') }, 'NOT_FOUND', { entity: 'asset', notYet: true });
  const early = { command: 'asset.add', tag: 'R-3', occurredAt: today('08:00') };
  await world.refuses({ ...early, slot: slot(3) }, 'NOT_FOUND', { entity: 'case', case: 'CASE-13', notYet: true });
  await world.tell(early);
  await world.refuses({ ...issue, tag: 'R-3', occurredAt: today('08:10:59') }, 'NOT_FOUND', {
    entity: 'holder',
    holder: 'Bob',
    notYet: true,
  });
});

test('a backdated entry may not make a later record illegal; the refusal names that record', async () => {
  const world = await begin(
    at('10:00', issue),
    at('11:00', { command: 'asset.return', tag: 'R-1', slot: slot(3) }),
    at('11:30', { command: 'case.seal', code: 'CASE-13', seal: 'S-1' }),
  );
  const backdated = (command: object, time: string) => at('12:00', { ...command, occurredAt: today(time) });
  for (const [command, time, later, because] of [
    [{ command: 'asset.lose', tag: 'R-1', reason: 'gone' }, '09:00', 'ASSET_ISSUED', 'ILLEGAL_TRANSITION'],
    [{ command: 'asset.transfer', tag: 'R-1', holder: 'Eve' }, '10:30', null, null],
    [{ command: 'case.seal', code: 'CASE-13', seal: 'S-0' }, '09:00', 'ASSET_ISSUED', 'CASE_SEALED'],
    [{ command: 'asset.move', tag: 'R-2', slot: slot(3) }, '10:30', 'ASSET_RETURNED', 'SLOT_OCCUPIED'],
    [{ command: 'holder.deactivate', name: 'Bob', reason: 'left' }, '09:00', 'ASSET_ISSUED', 'HOLDER_INACTIVE'],
  ] as const) {
    if (later === null) await world.records(backdated(command, time), { occurredAt: today(time) });
    else
      await world.refuses(backdated(command, time), 'CLASHES_WITH_HISTORY', {
        type: later,
        tag: 'R-1',
        because: { code: because },
      });
  }
  await world.refuses(backdated({ command: 'asset.move', tag: 'R-2', slot: slot(1) }, '09:00'), 'SLOT_OCCUPIED', {
    by: 'R-1',
  });
  expect(world.custody.verify().findings).toEqual([]);
});

test('of what happened at one moment, what was recorded first comes first', async () => {
  const occurredAt = today('09:00');
  const world = await begin(at('10:00', { ...issue, occurredAt }));
  await world.records(at('10:01', { command: 'asset.transfer', tag: 'R-1', holder: 'Eve', occurredAt }), {
    occurredAt,
  });
  expect(world.whereIs('R-1', occurredAt)).toBe('Eve');
  await world.refuses(
    at('10:02', { command: 'asset.move', tag: 'R-2', slot: slot(1), occurredAt: today('08:59') }),
    'SLOT_OCCUPIED',
  );
  await world.records(at('10:03', { command: 'asset.move', tag: 'R-2', slot: slot(1), occurredAt }), { occurredAt });
  expect(world.custody.verify().findings).toEqual([]);
});

test('no two commands are recorded at the same time, and time never goes back', async () => {
  const world = await begin();
  const inspect = { command: 'asset.inspect', tag: 'R-1', condition: 'good' };
  await world.tell(
    at('09:00', inspect),
    at('09:00', inspect),
    at('2024-11-21T08:59:59.500Z', inspect),
    at('09:05', inspect),
  );
  const recorded = world.story().slice(-4);
  expect(recorded.map(({ recordedAt, clockSuspect }) => [recordedAt.slice(11, 23), clockSuspect])).toEqual([
    ['09:00:00.000', false],
    ['09:00:00.001', false],
    ['09:00:00.002', false],
    ['09:05:00.000', false],
  ]);
  expect(recorded.map(({ hlc }) => hlc)).toEqual(recorded.map(({ hlc }) => hlc).sort());
});

test('a clock that was set back is suspect until it has caught up; nothing is refused for it', async () => {
  const world = await begin();
  const inspect = { command: 'asset.inspect', tag: 'R-1', condition: 'good' };
  await world.tell(at('12:00', inspect), at('10:00', inspect), at('10:01', inspect), at('12:01', inspect));
  expect(
    world
      .story()
      .slice(-4)
      .map(({ recordedAt, clockSuspect }) => [recordedAt, clockSuspect]),
  ).toEqual([
    [today('12:00'), false],
    ['2024-11-21T12:00:00.001Z', true],
    ['2024-11-21T12:00:00.002Z', true],
    [today('12:01'), false],
  ]);
});

test('a clock that jumps by more than a day is suspect at once; a night’s sleep of the laptop is not', async () => {
  const world = await begin();
  const { custody, cast, clock } = world;
  let [now, ran] = [clock.now(), 0];
  Object.assign(clock, { now: () => now, monotonic: () => ran });
  const inspect = async (by: number, ranFor: number) => {
    now += by;
    ran += ranFor;
    const result = await custody.execute({ command: 'asset.inspect', tag: 'R-1', condition: 'good' }, cast.admin);
    return result.ok && result.events[0]?.clockSuspect;
  };
  expect(await inspect(MINUTE_MS, MINUTE_MS)).toBe(false);
  expect(await inspect(20 * HOUR_MS, 0)).toBe(false);
  expect(await inspect(3 * DAY_MS, 3 * DAY_MS)).toBe(false);
  expect(await inspect(2 * DAY_MS, MINUTE_MS)).toBe(true);
  expect(await inspect(MINUTE_MS, MINUTE_MS)).toBe(false);
  expect(await inspect(-3 * DAY_MS, MINUTE_MS)).toBe(true);
});

test('a restart with a clock that lags behind the last record is noticed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'assettrack-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  let now = Date.parse(today('12:00'));
  const clock = { now: () => now, monotonic: () => 0, offset: () => 0 };
  const options = { path: join(folder, 'store'), home: folder, mode: 'write', clock } as const;
  const created = await createStore({ ...options, organisation: 'Depot', admin: 'Ada', pin: '135790' });
  if (!created.ok) throw new Error(created.error.code);
  created.value.close();

  now -= HOUR_MS;
  const opened = openCustody(options);
  if (!opened.ok) throw new Error(opened.error.code);
  onTestFinished(() => opened.value.close());
  const session = await opened.value.signIn('Ada', '135790', 'command-line');
  if (!session.ok) throw new Error(session.error.code);
  const result = await opened.value.execute({ command: 'holder.add', name: 'Bob' }, session.value);
  expect(result).toMatchObject({ ok: true, events: [{ clockSuspect: true }] });
  if (result.ok) expect(Date.parse(result.events[0]?.recordedAt ?? '')).toBeGreaterThan(now + HOUR_MS);
});
