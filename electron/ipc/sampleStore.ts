import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { refusalCodes } from '../../shared/refusal.ts';
import { accept, type Result, refuse } from '../../shared/result.ts';
import type { Job } from './jobs.ts';

interface SampleNeeds {
  /** starts the process that writes it */
  start(): Job;
  report(what: string, error: unknown): void;
}

/**
 * Writes the sample organisation where there is none, into a folder that nothing else lies in.
 *
 * @returns CANNOT_WRITE, or what refused the store
 */
export async function writeSample(path: string, { start, report }: SampleNeeds): Promise<Result<null>> {
  const folder = dirname(path);
  // Written half when the process or the power ended: then it is begun anew.
  const mark = join(folder, 'being-written');
  if (existsSync(mark)) rmSync(folder, { recursive: true, force: true });
  if (existsSync(path)) return accept(null);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(mark, '');
    const written = Written.parse(await start().outcome);
    rmSync(mark);
    return written.ok ? accept(null) : written;
  } catch (error) {
    report('writing the sample organisation', error);
    return refuse('CANNOT_WRITE', { path });
  }
}

/**
 * Takes the sample organisation away, with everything in the folder that is its alone. Nobody may have it open.
 *
 * @param path  of the sample store, as `writeSample` had it
 * @returns CANNOT_WRITE where another program holds on to it
 */
export function removeSample(path: string, report: SampleNeeds['report']): Result<null> {
  try {
    // On Windows a process that was just told to end may hold a file for a moment longer.
    rmSync(dirname(path), { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    return accept(null);
  } catch (error) {
    report('removing the sample organisation', error);
    return refuse('CANNOT_WRITE', { path });
  }
}

const Written = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({
    ok: z.literal(false),
    error: z.object({ code: z.enum(refusalCodes), details: z.record(z.string(), z.unknown()) }),
  }),
]);
