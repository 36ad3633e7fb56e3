import process from 'node:process';
import { openCustody } from '../custody.ts';
import { type PastAnswer, pastNeeds, pastQuestion } from '../ipc/past.ts';

/** The line to the process that started this one. Electron puts it there; plain Node has none. */
interface Line {
  postMessage(answer: PastAnswer): void;
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): void;
}

const { parentPort } = process as unknown as { readonly parentPort?: Line }; // Electron's own addition to process
if (!parentPort) throw new Error('a worker is started by the main process');

const needs = pastNeeds.parse(JSON.parse(process.argv[2] ?? 'null'));
const opened = openCustody({ ...needs, mode: 'read' });

parentPort.on('message', ({ data }) => {
  const { id, name, args } = pastQuestion.parse(data);
  const result = opened.ok ? opened.value.query(name, args, null) : opened;
  parentPort.postMessage({ id, result });
});
