import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { type EndpointName, endpointNames } from '../../shared/ipc/names.ts';
import { ORIGIN } from '../app/bundle.ts';
import { answer, type Handlers, type Report, tooMany } from './answer.ts';
import { openTurns } from './turns.ts';

/** What only reads, and is asked again by itself whenever something was recorded. */
const PATIENT: ReadonlySet<EndpointName> = new Set(['query', 'import.rows', 'backup.list', 'job.list']);

/** The only place that calls `handle`: every endpoint of the contract, for our own window alone, one in a turn. */
export function serve(ipc: Pick<IpcMain, 'handle'>, handlers: Handlers, report: Report): void {
  const turns = openTurns(setImmediate);
  for (const name of endpointNames) {
    ipc.handle(name, (event, text: unknown) => {
      if (!isOurWindow(event)) throw new Error(`${name}: not from our window`);
      return turns.take(() => answer(name, handlers, text, report), PATIENT.has(name)) ?? tooMany(name);
    });
  }
}

/** Read at once: a frame that has gone is null later. (Electron's security checklist, item 17.) */
function isOurWindow({ sender, senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && senderFrame.origin === ORIGIN;
}
