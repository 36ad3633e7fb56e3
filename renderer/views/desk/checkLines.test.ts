import { expect, test } from 'vitest';
import type { CommandAnswer, CommandRequest } from '../../state/store.ts';
import { checkLines, type Homes, receiptsOf } from './checkLines.ts';
import type { HandoverForm } from './handoverForm.ts';

const returning = (...tags: readonly string[]): HandoverForm => ({
  command: 'handover.commit',
  kind: 'return',
  items: tags.map((tag) => ({ tag })),
});
const refusal = (code: string, details: Readonly<Record<string, unknown>>) => ({ code, message: code, details });
const noHomes: Homes = new Map();

/** Answers as main does, from what was recorded of it; every question is kept. */
function openAnswers(...answers: readonly object[]) {
  const asked: CommandRequest[] = [];
  const give = async (command: CommandRequest): Promise<CommandAnswer> => {
    const answer = answers[asked.length];
    asked.push(command);
    return answer as CommandAnswer; // in the form of the contract
  };
  return { give, asked };
}

test('each refusal goes to the line that it names, by place or by tag; the others concern the whole', async () => {
  const { give, asked } = openAnswers({
    ok: false,
    error: refusal('NOT_FOUND', {}),
    errors: [
      refusal('NOT_FOUND', { field: 'items.1.tag', entity: 'asset' }),
      refusal('CASE_SEALED', { tag: 'C', case: 'CASE-7' }),
      refusal('IN_FUTURE', { field: 'occurredAt' }),
    ],
    events: [],
  });
  const { refused, whole } = await checkLines(give, returning('A', 'B', 'C'), noHomes);
  expect(asked).toEqual([{ ...returning('A', 'B', 'C'), dryRun: true }]);
  expect([...refused].map(([tag, { code }]) => `${tag} ${code}`)).toEqual(['B NOT_FOUND', 'C CASE_SEALED']);
  expect(whole.map(({ code }) => code)).toEqual(['IN_FUTURE']);
});

test('a clash that names a stranger is tried line by line, until it is known whose it is', async () => {
  const clash = refusal('CLASHES_WITH_HISTORY', { tag: 'somebody else' });
  const { give } = openAnswers(
    { ok: false, error: clash, errors: [clash], events: [] },
    { ok: true, events: [] },
    { ok: false, error: clash, errors: [clash], events: [] },
  );
  const { refused, whole } = await checkLines(give, returning('A', 'B'), noHomes);
  expect([...refused.keys()]).toEqual(['B']);
  expect(whole).toEqual([]);
});

test('a return says where each goes, and why one that has a home goes unplaced', async () => {
  const { give, asked } = openAnswers(
    {
      ok: true,
      events: [
        {
          type: 'HANDOVER_COMMITTED',
          streamId: 'h',
          data: {
            receipt: 'K7-000003',
            items: ['A', 'B', 'C'].map((tag) => ({ tag, assetId: `id ${tag}` })),
            cases: [{ case: 'CASE-7', missing: ['A', 'D'], extra: [] }],
          },
        },
        { type: 'ASSET_RETURNED', streamId: 'id A', data: { slot: { case: 'CASE-7', slot: 1 } } },
        { type: 'ASSET_RETURNED', streamId: 'id B', data: { slot: null } },
        { type: 'ASSET_RETURNED', streamId: 'id C', data: { slot: null } },
      ],
    },
    { ok: false, error: refusal('CASE_SEALED', {}), errors: [refusal('CASE_SEALED', { tag: 'B', case: 'CASE-9' })] },
  );
  const homes = new Map([
    ['A', { case: 'CASE-7', slot: 1 }],
    ['B', { case: 'CASE-9', slot: 2 }],
    ['C', null],
  ]);
  const { proposed, homeRefused, cases } = await checkLines(give, returning('A', 'B', 'C'), homes);
  expect([...proposed]).toEqual([
    ['A', { case: 'CASE-7', slot: 1 }],
    ['B', null],
    ['C', null],
  ]);
  expect(asked[1]).toMatchObject({ items: [{ tag: 'B', slot: { case: 'CASE-9', slot: 2 } }], dryRun: true });
  expect(homeRefused.get('B')?.code).toBe('CASE_SEALED');
  // A comes home with this very list, by whichever of its receipts.
  expect(cases).toEqual([{ case: 'CASE-7', missing: ['D'], extra: [] }]);
});

test('a commit names the receipts that it made', () => {
  const event = { seq: 1, eventId: 'e', streamId: 's' };
  const events = [
    { ...event, type: 'HANDOVER_COMMITTED', data: { receipt: 'K7-000003' } },
    { ...event, type: 'HANDOVER_COMMITTED', data: { receipt: 'K7-000004' } },
    { ...event, type: 'ASSET_RETURNED', data: {} },
  ];
  expect(receiptsOf({ ok: true, events })).toEqual(['K7-000003', 'K7-000004']);
});
