import { app } from './jobs/app.ts';
import { faultLoop } from './jobs/faultLoop.ts';
import { guess } from './jobs/guess.ts';
import { importBeside } from './jobs/importBeside.ts';
import { lending } from './jobs/lending.ts';
import { work } from './jobs/work.ts';

/** Work that is done in a process of its own, behind the shim; see lib/child.ts. */
const jobs: Readonly<Record<string, (args: never) => Promise<unknown>>> = {
  app,
  faultLoop,
  guess,
  importBeside,
  lending,
  work,
};

const [name = '', args = '{}'] = process.argv.slice(2);
const job = jobs[name];
if (!job) throw new Error(`there is no job ${name}`);
// What a job is given is what its chapter wrote.
process.stdout.write(JSON.stringify(await job(JSON.parse(args) as never)));
