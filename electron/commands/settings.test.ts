import { expect, test } from 'vitest';
import { by, stories, type World } from '../testing/story.ts';

const { given, begin } = stories();

const change = (set: object) => ({ command: 'settings.change', set });
const settings = ({ custody, cast }: World) => {
  const answer = custody.query('store.info', {}, cast.auditor);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
};

test('an admin changes a setting, and what it was stays on the record', async () => {
  const world = await given(change({ organisation: 'Depot North' }))
    .when(change({ organisation: 'Depot South', lockAfterMinutes: 5, dueSoonHours: 48 }))
    .records({
      type: 'SETTINGS_CHANGED',
      streamType: 'store',
      data: { organisation: 'Depot South', dueSoonHours: 48 },
      changes: [
        { field: 'organisation', before: 'Depot North', after: 'Depot South' },
        { field: 'dueSoonHours', before: 24, after: 48 },
      ],
    });
  expect(settings(world)).toMatchObject({ organisation: 'Depot South' });
});

test('each change of the terms is a new version of them', async () => {
  const world = await given(change({ termsText: 'Bring it back.' }))
    .when(change({ termsText: 'Bring it back clean.' }))
    .records({
      data: { termsText: 'Bring it back clean.', termsVersion: 3 },
      changes: [
        { field: 'termsText', before: 'Bring it back.', after: 'Bring it back clean.' },
        { field: 'termsVersion', before: 2, after: 3 },
      ],
    });
  await world.refuses(change({ termsText: 'Bring it back clean.' }), 'INVALID', {
    field: 'set',
    why: 'changes nothing',
  });
});

test('what is no setting, or out of bounds, is refused', async () => {
  const world = await begin();
  for (const [set, field] of [
    [{}, 'set'],
    [{ termsVersion: 9 }, 'set.termsVersion'],
    [{ threshold: 0 }, 'set.threshold'],
    [{ threshold: 1.5 }, 'set.threshold'],
    [{ lockAfterMinutes: '5' }, 'set.lockAfterMinutes'],
    [{ organisation: '   ' }, 'set.organisation'],
    [{ thresholdPeriodDays: -1 }, 'set.thresholdPeriodDays'],
  ] as const) {
    await world.refuses(change(set), 'INVALID', { field });
  }
  await world.refuses(by('coordinator', change({ threshold: 3 })), 'NOT_ALLOWED', { needs: ['admin'] });
});
