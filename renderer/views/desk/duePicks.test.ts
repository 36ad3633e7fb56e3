import { expect, test } from 'vitest';
import { duePicks } from './duePicks.ts';

test('in the morning today is offered, in the evening it has passed', () => {
  const morning = new Date(2026, 10, 21, 8, 5).getTime();
  const evening = new Date(2026, 10, 21, 17, 0).getTime();
  expect(duePicks(morning)).toEqual([
    { pick: 'today', field: '2026-11-21T17:00' },
    { pick: 'tomorrow', field: '2026-11-22T17:00' },
    { pick: 'week', field: '2026-11-28T17:00' },
  ]);
  expect(duePicks(evening).map(({ pick }) => pick)).toEqual(['tomorrow', 'week']);
});
