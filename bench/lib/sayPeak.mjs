// Loaded in front of a program: its last line says how much memory it took, as Linux tells it. In plain JavaScript, since
// what strips types from TypeScript takes memory too.
import { existsSync, readFileSync, writeSync } from 'node:fs';
import process from 'node:process';

const STATUS = '/proc/self/status';

process.on('exit', () => {
  const status = existsSync(STATUS) ? readFileSync(STATUS, 'utf8') : '';
  const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? process.resourceUsage().maxRSS;
  writeSync(2, `\npeak ${Math.round(Number(kilobytes) / 1024)} MB\n`);
});
