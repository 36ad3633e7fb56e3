import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { availableParallelism, cpus, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { measures } from '../measures/all.ts';
import { jobs } from './alone.ts';
import { bigStore, copyOf, type Size } from './bigStore.ts';
import { peakOfReport } from './peak.ts';
import { say } from './say.ts';
import type { Setting } from './setting.ts';

export interface RunOptions {
  /** of `measures` */
  readonly names: readonly string[];
  readonly events: number;
  readonly rounds: number;
  readonly batch: number;
  /** each job that asks for it in a process of its own, to know its memory and its waits for the disk */
  readonly apart: boolean;
  /** folder for the large stores, kept from run to run; on the disk that is to be measured */
  readonly cache: string;
}

const ASSETS_ARE_ONE_OF = 20;
const MAIN = join(import.meta.dirname, '..', 'main.ts');
/** As Linux tells it of a file system that lies in memory. */
const TMPFS = 0x01021994;
const MEMORY = '/dev/shm';

/** Takes the measures. @returns what is printed */
export async function run(options: RunOptions): Promise<Readonly<Record<string, unknown>>> {
  const { names, events, rounds, batch, apart, cache } = options;
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'work-'));
  const disk = memoryDisk();
  const memory = disk === null ? null : mkdtempSync(join(disk, 'assettrack-bench-'));
  const remove = () => {
    for (const folder of [work, memory]) if (folder !== null) rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', remove);
  const sizeOf = (count: number): Size => ({ events: count, assets: Math.ceil(count / ASSETS_ARE_ONE_OF) });
  let made = 0;
  const folderIn = (parent: string): string => {
    made += 1;
    const folder = join(parent, String(made));
    mkdirSync(folder);
    return folder;
  };
  const setting: Setting = {
    size: sizeOf(events),
    smaller: sizeOf(Math.ceil(events / 10)),
    rounds,
    batch,
    store: (size) => bigStore(cache, size),
    folder: () => folderIn(work),
    memoryFolder: () => (memory === null ? null : folderIn(memory)),
    alone: (job, args) => (apart ? alone(process.execPath, [], job, args) : jobs[job]?.(args)),
    peakOfReport: (store, wish) => (apart ? peakOfReport(store, wish) : null),
    syncsOf(job, args) {
      if (!apart || !canTrace()) return null;
      const store = copyOf(bigStore(cache, setting.smaller), join(folderIn(work), 'copy'));
      const record = join(work, 'trace');
      const tracing = ['-f', '-qq', '-e', 'trace=fsync,fdatasync', '-o', record, process.execPath];
      alone('strace', tracing, job, { ...args, path: store.path, home: store.home, operatorId: store.operatorId });
      return readFileSync(record, 'utf8')
        .split('\n')
        .filter((line) => /\bf(data)?sync\(/.test(line)).length;
    },
  };

  const taken: Record<string, unknown> = {};
  try {
    for (const name of names) {
      const measure = measures[name];
      if (!measure) throw new Error(`there is no measure ${name}`);
      say(`${name}: ${measure.what}`);
      taken[name] = await measure.run(setting);
      for (const folder of [work, memory]) {
        if (folder === null) continue;
        rmSync(folder, { recursive: true, force: true });
        mkdirSync(folder);
      }
    }
  } finally {
    remove();
    process.off('exit', remove);
  }
  return { machine: machine(), events, rounds, measures: taken };
}

function alone(
  program: string,
  before: readonly string[],
  job: string,
  args: Readonly<Record<string, string | number>>,
): unknown {
  const { status, stdout, stderr } = spawnSync(program, [...before, MAIN, '--alone', job, JSON.stringify(args)], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`${job} failed in its own process: ${stderr}`);
  return JSON.parse(stdout);
}

function canTrace(): boolean {
  return spawnSync('strace', ['-qq', '-e', 'trace=fsync', '-o', '/dev/null', 'true']).status === 0;
}

/** Where files lie in memory, so that a commit waits for no disk; null where the machine has no such place. */
export function memoryDisk(): string | null {
  return existsSync(MEMORY) && statfsSync(MEMORY).type === TMPFS ? MEMORY : null;
}

function machine() {
  const db = new Database(':memory:');
  const sqlite = db.prepare('SELECT sqlite_version()').pluck().get();
  db.close();
  return {
    cpu: cpus()[0]?.model ?? '',
    cores: availableParallelism(),
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    os: `${platform()} ${release()}`,
    node: process.versions.node,
    sqlite,
  };
}
