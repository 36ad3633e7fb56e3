import process from 'node:process';
import { runCommandLine } from './runCommandLine.ts';

// An input that nobody reads any more must not keep the process alive.
process.exit(await runCommandLine(process.argv.slice(2)));
