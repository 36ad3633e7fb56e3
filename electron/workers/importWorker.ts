import { importWork } from '../import/importWork.ts';
import { importNeeds } from '../ipc/jobs.ts';
import { runJob } from '../ipc/runJob.ts';

runJob(importNeeds, importWork);
