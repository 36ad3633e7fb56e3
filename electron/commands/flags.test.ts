import { expect, test } from 'vitest';
import { by, stories, type World } from '../testing/story.ts';

const { begin } = stories({ command: 'holder.add', name: 'Bob' }, { command: 'asset.add', tag: 'R-1' });

const flag = ({ the }: World) => ({
  command: 'event.flag',
  eventId: the('ASSET_ADDED').eventId,
  note: ' the label says R-7 ',
});
const dismiss = ({ the }: World) => ({
  command: 'event.dismiss_flag',
  eventId: the('ASSET_ADDED').eventId,
  reason: 'looked at it: R-1 is right',
});

test('a technician says that an event is mistaken; it stands in that event’s own stream', async () => {
  const world = await begin();
  const { streamId, eventId } = world.the('ASSET_ADDED');
  await world.records(by('technician', flag), {
    type: 'EVENT_FLAGGED',
    streamType: 'asset',
    streamId,
    note: 'the label says R-7',
    data: { eventId },
    changes: [{ field: 'flag', before: null, after: 'the label says R-7' }],
  });
  expect(world.whereIs('R-1')).toBe('unplaced');
});

test('an event carries one unanswered flag; an admin dismisses it with a reason, then it may be flagged again', async () => {
  const world = await begin(flag);
  await world.refuses(flag, 'DUPLICATE', { entity: 'flag' });
  await world.refuses(by('coordinator', dismiss), 'NOT_ALLOWED', { needs: ['admin'] });
  await world.refuses((now) => ({ ...dismiss(now), reason: '  ' }), 'REASON_REQUIRED');
  await world.records(dismiss, {
    type: 'EVENT_FLAG_DISMISSED',
    streamId: world.the('ASSET_ADDED').streamId,
    data: { flagId: world.the('EVENT_FLAGGED').eventId, reason: 'looked at it: R-1 is right' },
    changes: [{ field: 'flag', before: 'the label says R-7', after: null }],
  });
  await world.refuses(dismiss, 'NOT_FOUND', { entity: 'flag' });
  await world.records(flag, { type: 'EVENT_FLAGGED' });
});

test('a correction closes the flag', async () => {
  const world = await begin(flag);
  const { eventId } = world.the('ASSET_ADDED');
  await world.tell({ command: 'event.correct', eventId, set: { tag: 'R-7' }, reason: 'misread' });
  await world.refuses({ ...dismiss(world), eventId }, 'NOT_FOUND', { entity: 'flag' });
  const again = { command: 'event.flag', eventId, note: 'still wrong' };
  await world.refuses(again, 'ALREADY_SUPERSEDED', { by: world.the('ASSET_ADDED').eventId });
});

test('a flag names an event and says what is mistaken', async () => {
  const world = await begin();
  const { eventId } = world.the('HOLDER_ADDED');
  const command = 'event.flag';
  await world.refuses({ command, eventId: 'x', note: 'mistaken' }, 'INVALID', { field: 'eventId' });
  await world.refuses({ command, eventId }, 'INVALID', { field: 'note' });
  await world.refuses({ command, eventId, note: ' \n' }, 'INVALID', { field: 'note' });
  const nowhere = '01a19b45-b800-7000-8000-00000000dead';
  await world.refuses({ command, eventId: nowhere, note: 'mistaken' }, 'NOT_FOUND', { entity: 'event' });
  await world.refuses(by('auditor', { command, eventId, note: 'mistaken' }), 'NOT_ALLOWED');
});
