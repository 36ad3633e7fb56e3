import { TERMS } from './cast.ts';
import type { Stage } from './stage.ts';
import { only, type Thread } from './thread.ts';
import { acceptances } from './world.ts';

/** What is done to the cases, the people and the settings themselves: seals, counts, changes. */
export const upkeep: Thread = (stage, world) => {
  const seal = async (at: number, code: string, number: string) => {
    await stage.record('technician', at, { command: 'case.seal', code, seal: number });
    world.sealed.add(code);
    world.everSealed.add(code);
  };
  const unseal = async (at: number, code: string, number: string, reason: string) => {
    await stage.record('technician', at, { command: 'case.unseal', code, seal: number, reason });
    world.sealed.delete(code);
  };
  const count = async (at: number, code: string, overlooked: number) => {
    const inIt = stage.custody().filter((row) => row.case === code);
    const seen = inIt.slice(overlooked).map(({ tag }) => tag);
    await stage.record('technician', at, { command: 'case.check', code, seen });
  };
  return [
    {
      day: 1,
      tell: (at) => step(stage.record('admin', at, { command: 'settings.change', set: { termsText: TERMS } })),
    },
    { day: 4, tell: (at) => count(at, 'CASE-12', 0) },
    { day: 8, tell: (at) => seal(at, 'CASE-16', 'S-004417') },
    { day: 15, tell: (at) => unseal(at, 'CASE-16', 'S-004417', 'Needed at Quay 7.') },
    { day: 20, tell: (at) => seal(at, 'CASE-15', 'S-004421') },
    // Another number than was applied: the record shows it as something that cannot be proven.
    { day: 27, tell: (at) => unseal(at, 'CASE-15', 'S-004412', 'Opened for the relay service.') },
    { day: 31, tell: (at) => count(at, 'CASE-11', 1) },
    {
      day: 28,
      tell: async () => {
        world.closed.add('Contractor crew 2');
      },
    },
    { day: 38, tell: (at) => farewell(stage, at, 'Contractor crew 2') },
    {
      day: 39,
      tell: (at) =>
        step(
          stage.record('coordinator', at, {
            command: 'holder.change',
            name: 'Radio desk, night',
            set: { contact: 'extension 4199' },
          }),
        ),
    },
    {
      day: 40,
      tell: async (at) => {
        const moved = { command: 'case.change', code: 'CASE-14', set: { place: 'Depot North, cage 3' } };
        await stage.record('coordinator', at, moved);
        const { tag } = only(stage.custody().filter((row) => row.case === 'CASE-11'));
        const notes = 'Keyboard replaced under warranty.';
        await stage.record('coordinator', at, { command: 'asset.change', tag, set: { notes } });
      },
    },
    { day: 51, tell: (at) => count(at, 'CASE-13', 0) },
    { day: 55, tell: (at) => seal(at, 'CASE-16', 'S-004438') },
  ];
};

const step = async (recorded: Promise<unknown>): Promise<void> => {
  await recorded;
};

/** A crew's contract ends: what they have comes back, then they are deactivated. */
async function farewell(stage: Stage, at: number, holder: string): Promise<void> {
  const theirs = stage.custody().filter((row) => row.holder === holder);
  if (theirs.length > 0) {
    await stage.record('technician', at, {
      command: 'handover.commit',
      kind: 'return',
      holder,
      items: theirs.map(({ tag }) => ({ tag, condition: 'good' })),
      acceptance: acceptances(stage.random, 'return', { holder, to: '', operator: 'Counter technician' }),
    });
  }
  await stage.record('coordinator', at, { command: 'holder.deactivate', name: holder, reason: 'Contract ended.' });
}
