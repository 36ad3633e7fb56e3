import { restoreNeeds } from '../ipc/jobs.ts';
import { runJob } from '../ipc/runJob.ts';
import { previewRestore } from '../lifecycle/previewRestore.ts';
import { restoreStore } from '../lifecycle/restoreStore.ts';

runJob(restoreNeeds, ({ task, ...needs }, onProgress, { stop }) =>
  task === 'preview' ? previewRestore({ ...needs, stop, onProgress }) : restoreStore({ ...needs, stop, onProgress }),
);
