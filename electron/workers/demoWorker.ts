import { writeDemo } from '../demo/writeDemo.ts';
import { demoNeeds } from '../ipc/jobs.ts';
import { runJob } from '../ipc/runJob.ts';

runJob(demoNeeds, (needs, progress) => writeDemo({ ...needs, onDay: progress }));
