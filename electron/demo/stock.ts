import { cases, holders, operators, PIN, spares } from './cast.ts';
import type { Random } from './random.ts';
import type { Stage } from './stage.ts';

/** The first day: operators, cases, what is in them, the spares, and the people. */
export async function stockUp(stage: Stage, at: number): Promise<void> {
  for (const { name, role } of [operators.coordinator, operators.technician, operators.auditor]) {
    await stage.record('admin', at, { command: 'operator.add', name, role, pin: PIN });
  }
  await stage.recordAll(
    'coordinator',
    at,
    holders.map((holder) => ({ command: 'holder.add', ...holder })),
  );
  const number = tagNumbers(stage.random);
  for (const { code, name, slots, place, prefix, kinds } of cases) {
    const assets = kinds.flatMap(({ count, ...kind }) => Array.from({ length: count }, () => kind));
    await stage.recordAll('coordinator', at, [
      { command: 'case.add', code, name, slots, place, labels: { '1': 'front left' } },
      ...assets.map((kind, i) => ({
        command: 'asset.add',
        tag: `${prefix}-${number()}`,
        ...kind,
        ...particulars(stage.random),
        slot: { case: code, slot: i + 1 },
      })),
    ]);
  }
  await stage.recordAll(
    'coordinator',
    at,
    spares.flatMap(({ count, prefix, ...kind }) =>
      Array.from({ length: count }, () => ({
        command: 'asset.add',
        tag: `${prefix}-${number()}`,
        ...kind,
        ...particulars(stage.random),
        notes: 'Spare.',
      })),
    ),
  );
}

/** Rising with gaps, as an organisation's numbers do. */
function tagNumbers(random: Random): () => string {
  let last = 2400;
  return () => {
    last += random.between(1, 4);
    return String(last).padStart(6, '0');
  };
}

function particulars(random: Random) {
  const letters = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789';
  const serial = Array.from({ length: 8 }, () => random.pick([...letters])).join('');
  return { serial, attributes: { 'Bought in': String(random.between(2021, 2025)), 'Funded by': random.pick(FUNDS) } };
}

const FUNDS: readonly string[] = ['Operations', 'Survey programme', 'Safety fund'];
