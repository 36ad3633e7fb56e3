import type { EventJson } from '../../shared/event.ts';
import { DAY_MS, HOUR_MS, parseInstant } from '../../shared/time.ts';
import { operators } from './cast.ts';
import type { InCustody, Stage } from './stage.ts';
import { acceptances, available, caseOf, dueIn, dueInHours, returnable, type World, written } from './world.ts';

/** A step of a thread: told on the first working day from `day` on (days since the store began). */
export interface Step {
  readonly day: number;
  tell(at: number): Promise<void>;
}

type Thread = (stage: Stage, world: World) => readonly Step[];

/** The turns that ordinary days do not bring: what breaks, goes missing, is written down wrong, and is put right. */
export function allThreads(stage: Stage, world: World): readonly Step[] {
  const threads: readonly Thread[] = [
    wrongHolder,
    wrongAsset,
    wrongTimeTwice,
    neverHappened,
    swappedSlots,
    lostAndFound,
    lostForGood,
    replacements,
    brokenHinge,
    overdueAndSoon,
    openFlags,
  ];
  return threads.flatMap((thread) => thread(stage, world));
}

/** Something that has been where it is for a day, in an open case, kept for the thread. */
export function keep(stage: Stage, world: World, at: number, code: string, count = 1): readonly InCustody[] {
  const settled = available(stage.custody(), world).filter(
    (row) => row.case === code && (parseInstant(row.since)?.at ?? at) < at - DAY_MS,
  );
  const picked = stage.random.shuffled(settled).slice(0, count);
  if (picked.length < count) throw new Error(`the story needs ${count} of ${code}`);
  for (const { tag } of picked) world.kept.add(tag);
  return picked;
}

export function only<T>(list: readonly T[]): T {
  const [first] = list;
  if (first === undefined) throw new Error('the story needs one');
  return first;
}

const idOf = (events: readonly EventJson[], type: string): string =>
  only(events.filter((e) => e.type === type)).eventId;

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

const lostAndFound: Thread = (stage, world) => {
  let row: InCustody | null = null;
  return [
    {
      day: 12,
      async tell(at) {
        row = only(keep(stage, world, at, 'CASE-12'));
        const reason = 'Not in its slot at the count; nobody has signed for it.';
        await stage.record('technician', at, { command: 'asset.lose', tag: row.tag, reason });
      },
    },
    {
      day: 19,
      async tell(at) {
        const slot = { case: row?.case, slot: row?.slot };
        const note = 'Behind the charging shelf.';
        await stage.record('technician', at, { command: 'asset.find', tag: row?.tag, slot, note });
        world.kept.delete(row?.tag ?? '');
      },
    },
  ];
};

const lostForGood: Thread = (stage, world) => [
  {
    day: 17,
    async tell(at) {
      const { tag } = stage.random.pick(returnable(stage.custody(), world));
      world.kept.add(tag);
      const reason = 'Went over the side at the east basin; not recovered.';
      await stage.record('technician', at, { command: 'asset.lose', tag, reason });
    },
  },
];

/** One is replaced by a spare, one by something bought for it; a third is written off. */
const replacements: Thread = (stage, world) => {
  let broken = '';
  return [
    {
      day: 5,
      async tell(at) {
        broken = only(keep(stage, world, at, 'CASE-12')).tag;
        const note = 'Will not key up; display dead.';
        await stage.record('technician', at, { command: 'asset.inspect', tag: broken, condition: 'failed', note });
      },
    },
    {
      day: 6,
      async tell(at) {
        const spare = only(
          stage.custody().filter(({ tag, status }) => status === 'unplaced' && caseOf(tag) === 'CASE-12'),
        );
        const reason = 'Failed at inspection; the spare takes its slot.';
        await stage.record('coordinator', at, {
          command: 'asset.replace',
          tag: broken,
          replacement: spare.tag,
          reason,
        });
      },
    },
    {
      day: 30,
      async tell(at) {
        const { tag } = only(keep(stage, world, at, 'CASE-14'));
        await stage.record('coordinator', at, {
          command: 'asset.replace',
          tag,
          replacement: 'HDC5P1-009001',
          add: {
            model: 'Tough TG-7',
            manufacturer: 'OM System',
            modelCode: 'V110030',
            category: 'Camera',
            serial: 'BJ9A04417',
          },
          reason: 'Lens fogged for good; a new one was bought.',
        });
      },
    },
    {
      day: 36,
      async tell(at) {
        const { tag } = only(keep(stage, world, at, 'CASE-16'));
        const reason = 'Beyond calibration; scrapped by the workshop.';
        await stage.record('coordinator', at, { command: 'asset.retire', tag, reason });
      },
    },
  ];
};

/** Out of its slot for three days without anybody holding it: a gap that the record shows. */
const brokenHinge: Thread = (stage, world) => {
  let row: InCustody | null = null;
  const slot = () => ({ case: row?.case, slot: row?.slot });
  return [
    {
      day: 29,
      async tell(at) {
        row = only(keep(stage, world, at, 'CASE-15'));
        const reason = 'The hinge over this slot broke; put on the bench.';
        await stage.record('coordinator', at, { command: 'slot.vacate', slot: slot(), reason });
      },
    },
    {
      day: 32,
      async tell(at) {
        await stage.record('technician', at, { command: 'asset.place', tag: row?.tag, slot: slot() });
        world.kept.delete(row?.tag ?? '');
      },
    },
  ];
};

/** Some are overdue and some due soon when the story ends. */
const overdueAndSoon: Thread = (stage, world) => {
  const issue = async (at: number, code: string, count: number, holder: string, dueAt: string) => {
    await stage.record('technician', at, {
      command: 'handover.commit',
      kind: 'issue',
      holder,
      items: keep(stage, world, at, code, count).map(({ tag }) => ({ tag, condition: 'good' })),
      place: 'Counter, Building 3',
      purpose: 'Storm readiness',
      dueAt,
      acceptance: acceptances(stage.random, 'issue', { holder, to: '', operator: operators.technician.name }),
    });
  };
  return [
    { day: 46, tell: (at) => issue(at, 'CASE-11', 3, 'Incident team B', dueIn(at, 6)) },
    { day: 47, tell: (at) => issue(at, 'CASE-12', 2, 'Relay station Kilnbrook', dueIn(at, 8)) },
    { day: 57, tell: (at) => issue(at, 'CASE-13', 2, 'Training officer', dueInHours(world.end, 20)) },
    { day: 57, tell: (at) => issue(at, 'CASE-12', 1, 'Diving supervisor', dueInHours(world.end, 7)) },
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
