import { verifyNeeds } from '../ipc/jobs.ts';
import { runJob } from '../ipc/runJob.ts';
import { verifyStore } from '../verify.ts';

/** Events between two words on how far it is; a million of them are checked in some ten seconds. */
const STEP = 5_000;

runJob(verifyNeeds, (needs, progress) => {
  let said = 0;
  return verifyStore({
    ...needs,
    onProgress(done, total) {
      if (done - said < STEP && done < total) return;
      said = done;
      progress(done, total);
    },
  });
});
