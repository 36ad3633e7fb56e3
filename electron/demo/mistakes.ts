import { HOUR_MS } from '../../shared/time.ts';
import { operators } from './cast.ts';
import type { InCustody } from './stage.ts';
import { idOf, keep, only, type Thread } from './thread.ts';
import { acceptances, dueIn, written } from './world.ts';

/** A technician writes down the wrong person, notices, flags it; an admin corrects it. */
const wrongHolder: Thread = (stage, world) => {
  let tag = '';
  let eventId = '';
  return [
    {
      day: 9,
      async tell(at) {
        tag = only(keep(stage, world, at, 'CASE-14')).tag;
        const issue = { command: 'asset.issue', tag, holder: 'Surveyor North 2', dueAt: dueIn(at, 8) };
        eventId = idOf(await stage.record('technician', at, issue), 'ASSET_ISSUED');
        const note = 'It was Surveyor South 2 who took it.';
        await stage.record('technician', at + HOUR_MS / 3, { command: 'event.flag', eventId, note });
      },
    },
    {
      day: 10,
      async tell(at) {
        const reason = 'Wrong person picked from the list, as the technician flagged.';
        await stage.record('admin', at, {
          command: 'event.correct',
          eventId,
          set: { holder: 'Surveyor South 2' },
          reason,
        });
        world.kept.delete(tag);
      },
    },
  ];
};

const wrongAsset: Thread = (stage, world) => {
  let eventId = '';
  let tags: readonly string[] = [];
  return [
    {
      day: 21,
      async tell(at) {
        tags = keep(stage, world, at, 'CASE-13', 2).map(({ tag }) => tag);
        const check = { command: 'asset.inspect', tag: tags[0], condition: 'worn', note: 'Crack along the edge.' };
        eventId = idOf(await stage.record('technician', at, check), 'ASSET_INSPECTED');
      },
    },
    {
      day: 22,
      async tell(at) {
        const reason = 'The neighbour was scanned; the crack is on the other one.';
        await stage.record('admin', at, { command: 'event.correct', eventId, set: { asset: tags[1] }, reason });
        for (const tag of tags) world.kept.delete(tag);
      },
    },
  ];
};

/** A correction that is itself corrected. */
const wrongTimeTwice: Thread = (stage, world) => {
  let tag = '';
  let issued = 0;
  let eventId = '';
  const moveTo = async (at: number, hours: number, reason: string) => {
    const set = { occurredAt: written(issued - hours * HOUR_MS) };
    const events = await stage.record('admin', at, { command: 'event.correct', eventId, set, reason });
    eventId = idOf(events, 'ASSET_ISSUED');
  };
  return [
    {
      day: 23,
      async tell(at) {
        tag = only(keep(stage, world, at, 'CASE-11')).tag;
        issued = at;
        const issue = { command: 'asset.issue', tag, holder: 'Fitter Quay 7', dueAt: dueIn(at, 12) };
        eventId = idOf(await stage.record('technician', at, issue), 'ASSET_ISSUED');
      },
    },
    { day: 24, tell: (at) => moveTo(at, 3, 'It left before the counter opened.') },
    {
      day: 25,
      async tell(at) {
        await moveTo(at, 2, 'The gatehouse log says an hour later than we thought.');
        world.kept.delete(tag);
      },
    },
  ];
};

const neverHappened: Thread = (stage, world) => {
  let tag = '';
  let eventId = '';
  return [
    {
      day: 25,
      async tell(at) {
        tag = only(keep(stage, world, at, 'CASE-12')).tag;
        const issue = { command: 'asset.issue', tag, holder: 'Crane crew', dueAt: dueIn(at, 4) };
        eventId = idOf(await stage.record('technician', at, issue), 'ASSET_ISSUED');
      },
    },
    {
      day: 26,
      async tell(at) {
        const reason = 'The crew left without it; it never was out of its slot.';
        await stage.record('admin', at, { command: 'event.correct', eventId, void: true, reason });
        world.kept.delete(tag);
      },
    },
  ];
};

/** Two come back into each other's slots on paper; both are corrected together. */
const swappedSlots: Thread = (stage, world) => {
  let two: readonly InCustody[] = [];
  let eventIds: readonly string[] = [];
  const slotOf = (row: InCustody | undefined) => ({ case: row?.case, slot: row?.slot });
  return [
    {
      day: 33,
      async tell(at) {
        two = keep(stage, world, at, 'CASE-13', 2);
        await stage.record('technician', at, {
          command: 'handover.commit',
          kind: 'issue',
          holder: 'Survey lead North',
          items: two.map(({ tag }) => ({ tag, condition: 'good' })),
          dueAt: dueIn(at, 1),
          purpose: 'Level check, sluice 4',
          acceptance: acceptances(stage.random, 'issue', {
            holder: 'Survey lead North',
            to: '',
            operator: operators.technician.name,
          }),
        });
      },
    },
    {
      day: 34,
      async tell(at) {
        const back = await stage.recordAll('technician', at, [
          { command: 'asset.return', tag: two[0]?.tag, slot: slotOf(two[1]) },
          { command: 'asset.return', tag: two[1]?.tag, slot: slotOf(two[0]) },
        ]);
        eventIds = back.filter(({ type }) => type === 'ASSET_RETURNED').map(({ eventId }) => eventId);
      },
    },
    {
      day: 35,
      async tell(at) {
        const corrections = eventIds.map((eventId, i) => ({ eventId, set: { slot: slotOf(two[i]) } }));
        const reason = 'The two lay in their own slots; the slots were written down crosswise.';
        await stage.record('admin', at, { command: 'event.correct', corrections, reason });
        for (const { tag } of two) world.kept.delete(tag);
      },
    },
  ];
};

/** One flag is dismissed, one still waits for an answer. */
const openFlags: Thread = (stage, world) => {
  let eventId = '';
  const flag = async (at: number, note: string) => {
    const { tag } = only(keep(stage, world, at, 'CASE-14'));
    const check = { command: 'asset.inspect', tag, condition: 'worn' };
    eventId = idOf(await stage.record('technician', at, check), 'ASSET_INSPECTED');
    await stage.record('technician', at + HOUR_MS / 6, { command: 'event.flag', eventId, note });
    world.kept.delete(tag);
  };
  return [
    { day: 44, tell: (at) => flag(at, 'Not sure that this was the one on the bench.') },
    {
      day: 45,
      async tell(at) {
        const reason = 'Checked against the bench book: it was this one.';
        await stage.record('admin', at, { command: 'event.dismiss_flag', eventId, reason });
      },
    },
    { day: 52, tell: (at) => flag(at, 'The condition was meant for the one beside it.') },
  ];
};

/** What is written down wrong, and how it is put right. */
export const mistakes: readonly Thread[] = [
  wrongHolder,
  wrongAsset,
  wrongTimeTwice,
  neverHappened,
  swappedSlots,
  openFlags,
];
