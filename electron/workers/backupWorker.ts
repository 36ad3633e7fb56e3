import { backupNeeds } from '../ipc/jobs.ts';
import { runJob } from '../ipc/runJob.ts';
import { backupStore } from '../lifecycle/backupStore.ts';

runJob(backupNeeds, (needs, onProgress, { stop }) => backupStore({ ...needs, stop, onProgress }));
