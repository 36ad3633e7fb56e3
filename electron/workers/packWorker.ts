import { runJob } from '../ipc/runJob.ts';
import { packNeeds } from '../pack/packNeeds.ts';
import { packWork } from '../pack/packWork.ts';

runJob(packNeeds, packWork);
