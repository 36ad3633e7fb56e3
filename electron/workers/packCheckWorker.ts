import { runJob } from '../ipc/runJob.ts';
import { packCheckWork } from '../pack/packCheckWork.ts';
import { packCheckNeeds } from '../pack/packNeeds.ts';

runJob(packCheckNeeds, packCheckWork);
