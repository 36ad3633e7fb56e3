import type { CommandJson } from './commandView.ts';
import type { Step } from './sequenceRun.ts';

/**
 * Leaves out steps, one at a time, for as long as what is left still goes wrong in the same way.
 *
 * @param goesWrong plays the steps on a new store; what went wrong in a few words, or null
 */
export async function shorten(
  steps: readonly Step[],
  wrong: string,
  goesWrong: (steps: readonly Step[]) => Promise<string | null>,
): Promise<readonly Step[]> {
  let shortest = steps;
  for (const [i, step] of steps.entries()) {
    const plain = { ...step, command: plainer(step.command) };
    const simpler = shortest.with(i, plain);
    if (JSON.stringify(plain) !== JSON.stringify(step) && (await goesWrong(simpler)) === wrong) shortest = simpler;
  }
  for (let i = shortest.length - 1; i >= 0; i -= 1) {
    const rest = carryHours(shortest, i);
    if ((await goesWrong(rest)) === wrong) shortest = rest;
  }
  return shortest.length < steps.length ? shorten(shortest, wrong, goesWrong) : shortest;
}

/** What seldom matters; versions above all, which are others once a step before them is left out. */
const TRIMMINGS: readonly string[] = [
  'expectedVersion',
  'version',
  'commandId',
  'dueAt',
  'place',
  'purpose',
  'acceptance',
  'note',
  'barcode',
];

const plainer = (command: CommandJson): CommandJson =>
  JSON.parse(JSON.stringify(command, (key, value: unknown) => (TRIMMINGS.includes(key) ? undefined : value)));

/** Without step `i`, whose hours pass before the next one. */
function carryHours(steps: readonly Step[], i: number): readonly Step[] {
  const hours = steps[i]?.hours ?? 0;
  return steps.flatMap((step, j) => (j === i ? [] : [j === i + 1 ? { ...step, hours: step.hours + hours } : step]));
}
