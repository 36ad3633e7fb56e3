import { expect, test } from 'vitest';
import { bulkAddress, bulkAlong, bulkFormName, subjectOf } from './bulkDraft.ts';

const tags = (n: number) => Array.from({ length: n }, (_, i) => `NEW-${String(i + 1).padStart(3, '0')}`);

test('a draft is of its act and its assets, in whatever order they were ticked, and of no others', () => {
  const some = { act: 'change', tags: ['B-2', 'A-1'] } as const;
  expect(bulkFormName(some)).toBe('Change 2 assets: A-1, B-2');
  expect(bulkFormName({ ...some, tags: ['A-1', 'B-2'] })).toBe(bulkFormName(some));
  expect(bulkFormName({ ...some, act: 'retire' })).not.toBe(bulkFormName(some));

  const many = { act: 'place', tags: tags(1000) } as const;
  const others = { act: 'place', tags: many.tags.with(500, 'NEW-500-B') } as const;
  expect(bulkFormName(many)).toMatch(/^Place 1,?000 assets: NEW-001 … NEW-999 \(\w{6}\)$/);
  expect(bulkFormName(others)).not.toBe(bulkFormName(many));
  expect(bulkAddress(many).length).toBeLessThan(400);
  expect(subjectOf({ fields: bulkAlong(many) })).toEqual({ act: 'place', tags: many.tags.toSorted() });
  expect(subjectOf({ fields: { Reason: 'broken' } })).toBeNull();
});
