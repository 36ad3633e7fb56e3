import { join } from 'node:path';
import { utilityProcess } from 'electron';
import type { Answerer, PastNeeds } from '../ipc/past.ts';

/**
 * Starts the process that answers for the past. What it is asked before it has come up waits for it.
 *
 * @param bundle  absolute path of the built app
 */
export function startPast(
  bundle: string,
  needs: { readonly path: string; readonly home: string; readonly migrations: string },
  { answered, ended }: Parameters<PastNeeds['start']>[1],
): Answerer {
  const child = utilityProcess.fork(join(bundle, 'workers', 'pastWorker.js'), [JSON.stringify(needs)], {
    serviceName: 'AssetTrack past',
  });
  child.on('message', answered);
  child.on('exit', ended);
  return {
    ask: (question) => child.postMessage(question),
    end: () => {
      child.kill();
    },
  };
}
