import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openCustody } from '../custody.ts';
import { tempFolder, unwrap } from '../testing/storeFixture.ts';
import { writeDemo } from './writeDemo.ts';

/** A Sunday night in UTC: no counter has been open for two days. */
const NOW = Date.UTC(2026, 10, 15, 23, 50);

test('two months of a sample organisation, told by real commands, that end now', async () => {
  const folder = tempFolder();
  const place = { path: join(folder, 'demo.sqlite'), home: join(folder, 'home') };
  const summary = unwrap(await writeDemo({ ...place, now: NOW }));

  const clock = { now: () => NOW, monotonic: () => 0, offset: () => 0 };
  const custody = unwrap(openCustody({ ...place, mode: 'write', clock }));
  onTestFinished(() => custody.close());
  const events = [...custody.events()];
  expect(summary.events).toBe(events.length);
  expect(custody.verify()).toMatchObject({ complete: true, findings: [] });

  const types = new Map<string, number>();
  for (const { type } of events) types.set(type, (types.get(type) ?? 0) + 1);
  const count = (type: string) => types.get(type) ?? 0;
  expect(count('CASE_ADDED')).toBe(6);
  expect(count('ASSET_ADDED')).toBe(200);
  expect(count('HOLDER_ADDED')).toBe(30);
  expect(count('OPERATOR_ADDED')).toBe(4);
  const told = [
    'HANDOVER_COMMITTED',
    'ASSET_TRANSFERRED',
    'ASSET_LOST',
    'ASSET_FOUND',
    'ASSET_REPLACED',
    'ASSET_RETIRED',
    'SLOT_VACATED',
    'CASE_SEALED',
    'CASE_UNSEALED',
    'CASE_CHECKED',
    'EVENT_FLAGGED',
    'EVENT_FLAG_DISMISSED',
    'EVENT_VOIDED',
    'HOLDER_DEACTIVATED',
  ];
  expect(told.filter((type) => count(type) === 0)).toEqual([]);
  expect(events.filter(({ supersedesEventId }) => supersedesEventId).length).toBeGreaterThanOrEqual(7);
  expect(
    events.filter(({ occurredAt, recordedAt }) => Date.parse(recordedAt) - Date.parse(occurredAt) > 3_600_000).length,
  ).toBeGreaterThan(3);
  expect(events.filter(({ clockSuspect }) => clockSuspect)).toEqual([]);
  expect(Date.parse(events.at(-1)?.recordedAt ?? '')).toBeLessThanOrEqual(NOW);

  const due = unwrap(custody.query('overdue.list', {}, null));
  const json = JSON.stringify(due);
  expect(json).toContain('Incident team B');
  expect(json).toContain('Training officer');

  // What is there is left alone.
  expect(await writeDemo({ ...place, now: NOW })).toMatchObject({ ok: false });

  for (const { name, pin } of summary.operators) {
    expect((await custody.signIn(name, pin, 'command-line')).ok).toBe(true);
  }
});

test('the story is the same whichever day it ends on, and be it before the counter opens on a Monday', async () => {
  const toldUntil = async (now: number) => {
    const folder = tempFolder();
    const place = { path: join(folder, 'demo.sqlite'), home: join(folder, 'home') };
    const { days } = unwrap(await writeDemo({ ...place, now }));
    const clock = { now: () => now, monotonic: () => 0, offset: () => 0 };
    const custody = unwrap(openCustody({ ...place, mode: 'read', clock }));
    onTestFinished(() => custody.close());
    const told = [...custody.events()].slice(0, 1300).map(({ type, changes }) => ({
      type,
      changes: changes.filter(({ field }) => ['tag', 'slot', 'holder', 'condition'].includes(field)),
    }));
    return { days, told };
  };
  const monday = await toldUntil(Date.UTC(2026, 10, 16, 3, 5));
  const friday = await toldUntil(Date.UTC(2026, 10, 27, 14, 0));
  for (const { days } of [monday, friday]) expect(days >= 60 && days <= 66).toBe(true);
  expect(monday.told).toEqual(friday.told);
});
