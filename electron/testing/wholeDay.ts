import { type Step, today, type World } from './story.ts';

export const slot = (number: number) => ({ case: 'CASE-13', slot: number });
export const PIN = '271828182845';
export const NEW_PIN = '314159265358';
const about =
  (type: string, command: object): Step =>
  ({ the }: World) => ({ ...command, eventId: the(type).eventId });
const assignment =
  (command: object): Step =>
  ({ the }: World) => ({ ...command, assignmentId: the('ASSIGNMENT_DISPATCHED').streamId });
const read: Step = ({ the }: World) => {
  const { streamId, data } = the('ASSIGNMENT_DISPATCHED');
  return { command: 'assignment.read', assignmentId: streamId, textHash: data.textHash };
};

/** A day on which every command is given once or more, none backdated. */
export const day: readonly Step[] = [
  { command: 'settings.change', set: { threshold: 2, termsText: 'Bring it back.' } },
  { command: 'operator.add', name: 'Otto', role: 'technician', pin: PIN, commandId: 'add-otto' },
  { command: 'operator.set_role', name: 'Otto', role: 'coordinator' },
  { command: 'operator.set_pin', name: 'Otto', pin: NEW_PIN, commandId: 'pin-otto' },
  { command: 'case.add', code: 'CASE-13', slots: 3, labels: { 1: 'left' } },
  { command: 'case.add', code: 'CASE-14', slots: 1 },
  { command: 'case.change', code: 'CASE-13', set: { name: 'Radios', slots: 4, labels: { 1: 'top', 2: 'low' } } },
  { command: 'holder.add', name: 'Bob', contact: '+49 1' },
  { command: 'holder.add', name: 'Eve' },
  { command: 'holder.change', name: 'Bob', set: { name: 'Robert', contact: null } },
  { command: 'asset.add', tag: 'R-1', slot: slot(1), attributes: { Band: 'UHF' } },
  { command: 'asset.add', tag: 'R-2' },
  { command: 'asset.add', tag: 'R-3' },
  { command: 'asset.change', tag: 'R-1', set: { model: 'DP4801', attributes: { Colour: 'grey' }, home: slot(4) } },
  { command: 'asset.place', tag: 'R-2', slot: slot(2) },
  { command: 'asset.move', tag: 'R-2', slot: slot(3) },
  { command: 'asset.issue', tag: 'R-2', holder: 'Robert', dueAt: today('18:00'), condition: 'good' },
  { command: 'asset.transfer', tag: 'R-2', holder: 'Eve' },
  { command: 'asset.return', tag: 'R-2', condition: 'worn' },
  { command: 'asset.inspect', tag: 'R-2', condition: 'worn', seal: 'S-7' },
  { command: 'asset.lose', tag: 'R-2', reason: 'gone' },
  { command: 'asset.find', tag: 'R-2', slot: slot(2) },
  { command: 'asset.replace', tag: 'R-2', replacement: 'R-3', reason: 'broken' },
  { command: 'slot.vacate', slot: slot(1), reason: 'nobody knows' },
  { command: 'asset.retire', tag: 'R-1', reason: 'worn out' },
  { command: 'case.check', code: 'CASE-13', seen: ['R-3'] },
  { command: 'case.check', code: 'CASE-13', seen: ['R-3'] },
  { command: 'case.seal', code: 'CASE-13', seal: 'S-1' },
  { command: 'case.unseal', code: 'CASE-13', seal: 'S-1' },
  { command: 'case.retire', code: 'CASE-14', reason: 'broken hinge' },
  { command: 'queue.scan', kind: 'issue', code: 'R-3' },
  { command: 'handover.commit', kind: 'issue', holder: 'Eve', items: [{ tag: 'R-3' }] },
  { command: 'handover.commit', kind: 'transfer', holder: 'Eve', to: 'Robert', items: [{ tag: 'R-3' }] },
  { command: 'handover.commit', kind: 'return', items: [{ tag: 'R-3' }] },
  about('ASSET_LOST', { command: 'event.flag', note: 'was it?' }),
  about('ASSET_LOST', { command: 'event.dismiss_flag', reason: 'it was' }),
  about('ASSET_RETIRED', { command: 'event.correct', reason: 'said better', set: { reason: 'beyond repair' } }),
  about('ASSET_INSPECTED', { command: 'event.correct', reason: 'not looked at', void: true }),
  { command: 'holder.deactivate', name: 'Robert', reason: 'left' },
  { command: 'assignment.dispatch', title: 'Count CASE-13', recipient: 'Ada', cases: ['CASE-13'] },
  assignment({ command: 'assignment.decline', reason: 'on leave' }),
  assignment({ command: 'assignment.cancel', note: 'then not' }),
  { command: 'assignment.dispatch', title: 'Count CASE-14', recipient: 'Ada' },
];
/** After Ada has signed in, so that the assignment has reached her. */
export const evening: readonly Step[] = [
  read,
  assignment({ command: 'assignment.acknowledge' }),
  assignment({ command: 'assignment.complete' }),
  { command: 'operator.rename', name: 'Otto', newName: 'Otto Ash' },
  { command: 'operator.unlock', name: 'Otto Ash' },
  { command: 'operator.deactivate', name: 'Otto Ash', reason: 'left' },
];

/** The day and the evening, in a store that has just begun. */
export async function tellWholeDay(begin: (...steps: readonly Step[]) => Promise<World>): Promise<World> {
  const world = await begin(...day);
  const session = await world.custody.signIn('Ada', '135790', 'command-line');
  if (!session.ok) throw new Error(session.error.code);
  await world.tell(...evening);
  return world;
}
