import { join } from 'node:path';
import { utilityProcess } from 'electron';
import { type Job, type JobWatch, jobMessage } from '../ipc/jobs.ts';

/**
 * Starts one of electron/workers/ in a process of its own. A thread would not do: a long statement of SQLite can
 * neither be stopped there nor outlived at quitting.
 *
 * @param bundle absolute path of the built app
 * @param name of the worker's file, without its ending
 */
export function startJob(bundle: string, name: string, needs: object, { onProgress }: JobWatch): Job {
  const child = utilityProcess.fork(join(bundle, 'workers', `${name}.js`), [JSON.stringify(needs)], {
    serviceName: `AssetTrack ${name}`,
  });
  const outcome = new Promise<unknown>((resolve, reject) => {
    child.on('message', (raw: unknown) => {
      const message = jobMessage.parse(raw);
      if (message.say === 'progress') return onProgress(message.done, message.total);
      resolve(message.value);
      child.kill();
    });
    // After an outcome this changes nothing.
    child.on('exit', (status) => reject(new Error(`${name} ended with status ${status}`)));
  });
  return {
    outcome,
    stop: () => {
      child.kill();
    },
  };
}
