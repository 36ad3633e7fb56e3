import { operators } from './cast.ts';
import type { InCustody } from './stage.ts';
import { keep, only, type Thread } from './thread.ts';
import { acceptances, caseOf, dueIn, dueInHours, returnable } from './world.ts';

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

/** What breaks, goes missing, or does not come back in time. */
export const mishaps: readonly Thread[] = [lostAndFound, lostForGood, replacements, brokenHinge, overdueAndSoon];
