import { expect, test } from 'vitest';
import type { ExceptionRow } from '../../../shared/contract/trailAnswers.ts';
import { settlingOf } from './settle.ts';
import { whyOf } from './why.ts';

const NOON = '2026-11-21T12:00:00.000Z';
const row = (some: Partial<ExceptionRow>): ExceptionRow => ({
  kind: 'gap',
  eventId: '019a0000-0000-7000-8000-000000000001',
  at: NOON,
  tag: null,
  case: null,
  receipt: null,
  holder: null,
  details: {},
  ...some,
});

test('a gap that goes on is closed by its act; one that is over can only be corrected', () => {
  expect(settlingOf(row({ tag: 'A', details: { status: 'unplaced', to: null } }))).toEqual(['place', 'correct']);
  expect(settlingOf(row({ tag: 'A', details: { status: 'lost', to: null } }))).toEqual(['find', 'correct']);
  expect(settlingOf(row({ tag: 'A', details: { status: 'unplaced', to: NOON } }))).toEqual(['correct']);
});

test('nothing offers to correct what cannot be corrected', () => {
  expect(settlingOf(row({ kind: 'recorded_late', tag: 'A' }))).toEqual(['correct']);
  expect(settlingOf(row({ kind: 'recorded_late', receipt: 'R-1' }))).toEqual(['show']);
  expect(settlingOf(row({ kind: 'missing_acceptance', receipt: 'R-1' }))).toEqual(['receipt']);
  expect(settlingOf(row({ kind: 'restored' }))).toEqual(['acknowledge']);
  expect(settlingOf(row({ kind: 'head_doubted' }))).toEqual(['verify']);
});

test('why it stands there is said in words, whatever the kind of event', () => {
  const late = (type: string) => whyOf(row({ kind: 'recorded_late', details: { type, recordedAt: NOON } }));
  for (const type of ['ASSET_ISSUED', 'CASE_SEALED', 'HOLDER_ADDED', 'HANDOVER_COMMITTED', 'EVENT_VOIDED']) {
    expect(late(type)).not.toContain('_');
  }
  expect(whyOf(row({ kind: 'missing_acceptance', details: { missing: ['holder', 'operator'] } }))).toBe(
    'Not accepted by the holder, the operator',
  );
});
