import { expect, test } from 'vitest';
import { at, by, stories, today } from '../testing/story.ts';

const { given, begin } = stories(
  at('08:30', { command: 'holder.add', name: 'Bob', reference: 'B-1', organisation: 'Red Cross' }),
  at('08:31', { command: 'asset.add', tag: 'R-1' }),
  at('08:32', { command: 'asset.add', tag: 'R-2' }),
);

const issue = { command: 'asset.issue', tag: 'R-1', holder: 'Bob' };
const leave = { command: 'holder.deactivate', name: 'Bob', reason: 'left the unit' };

test('a technician may add a holder; a name is taken once, without case and spaces around', async () => {
  const world = await given()
    .when(by('technician', { command: 'holder.add', name: ' Eve ', contact: '+49 1' }))
    .records({ type: 'HOLDER_ADDED', data: { name: 'Eve', contact: '+49 1' } });
  await world.refuses({ command: 'holder.add', name: 'BOB ' }, 'DUPLICATE', { field: 'name', entity: 'holder' });
  const rename = { command: 'holder.change', name: 'eve', set: { name: 'bob' } };
  await world.refuses(rename, 'DUPLICATE', { field: 'set.name', value: 'bob' });
});

test('a rename leaves what was recorded before as it was, and frees the old name', async () => {
  const world = await given(issue)
    .when({ command: 'holder.change', name: 'Bob', set: { name: 'Robert', organisation: null } })
    .records({
      type: 'HOLDER_CHANGED',
      changes: [
        { field: 'name', before: 'Bob', after: 'Robert' },
        { field: 'organisation', before: 'Red Cross', after: null },
      ],
    });
  expect(world.the('ASSET_ISSUED').data.holder).toBe('Bob');
  await world.refuses({ ...issue, tag: 'R-2' }, 'NOT_FOUND', { holder: 'Bob' });
  const again = { command: 'asset.issue', tag: 'R-2', holder: 'robert' };
  await world.records(again, { data: { holder: 'Robert', holderId: world.the('HOLDER_ADDED').streamId } });
  await world.records({ command: 'holder.add', name: 'Bob' }, { type: 'HOLDER_ADDED' });
});

test('what stands in the way, a preview and a receipt call the holder by the name of now', async () => {
  const world = await begin(issue, { command: 'holder.change', name: 'Bob', set: { name: 'Robert' } });
  const place = { command: 'asset.retire', tag: 'R-1', reason: 'worn out' };
  await world.refuses(place, 'ILLEGAL_TRANSITION', { custody: { status: 'holder', holder: 'Robert' } });
  const inspect = { command: 'asset.inspect', tag: 'R-1', condition: 'good', dryRun: true };
  expect(await world.does(inspect)).toMatchObject({
    after: { custody: [{ holder: 'Robert' }], spans: [{}, { holder: 'Robert' }] },
  });
  await world.records(
    { command: 'handover.commit', kind: 'return', items: [{ tag: 'R-1' }] },
    { data: { holder: 'Robert', items: [{ from: { holder: 'Robert' } }] } },
    {},
  );
});

test('a holder leaves only with nothing in hand, and receives nothing from then on', async () => {
  const world = await begin(issue, { ...issue, tag: 'R-2' }, { command: 'holder.add', name: 'Eve' });
  await world.refuses(leave, 'ILLEGAL_TRANSITION', { holder: 'Bob', tags: ['R-1', 'R-2'] });
  await world.tell({ command: 'asset.return', tag: 'R-1' }, { command: 'asset.transfer', tag: 'R-2', holder: 'Eve' });
  await world.refuses({ ...leave, reason: '\t' }, 'REASON_REQUIRED');
  await world.records(leave, { type: 'HOLDER_DEACTIVATED', changes: [{ field: 'active', after: false }] });
  await world.refuses(issue, 'HOLDER_INACTIVE', { holder: 'Bob' });
  await world.refuses({ command: 'asset.transfer', tag: 'R-2', holder: 'Bob' }, 'HOLDER_INACTIVE', { holder: 'Bob' });
  await world.refuses(leave, 'HOLDER_INACTIVE', { holder: 'Bob' });
  await world.refuses({ command: 'holder.add', name: 'Bob' }, 'DUPLICATE');
});

test('what was issued before the holder left can still be written down, if it also came back before', async () => {
  const before = { ...issue, occurredAt: today('09:10') };
  const back = { command: 'asset.return', tag: 'R-1', occurredAt: today('09:20') };
  const world = await begin(at('10:00', leave));
  await world.refuses(before, 'CLASHES_WITH_HISTORY', { type: 'HOLDER_DEACTIVATED', holder: 'Bob' });
  expect(await world.custody.executeAtomic([before, back], world.cast.admin)).toMatchObject([
    { ok: true },
    { ok: true },
  ]);
  await world.refuses({ ...issue, occurredAt: today('08:29') }, 'NOT_FOUND', { entity: 'asset', notYet: true });
});
