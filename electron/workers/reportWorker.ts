import { runJob } from '../ipc/runJob.ts';
import { reportNeeds } from '../report/reportNeeds.ts';
import { reportWork } from '../report/reportWork.ts';

runJob(reportNeeds, reportWork);
