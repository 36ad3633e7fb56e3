import { basename } from 'node:path';
import { z } from 'zod';
import { type PackContents, packContents } from '../../shared/pack/packContents.ts';
import type { DocumentHead } from '../../shared/report/document.ts';
import { accept, type Result, refuse } from '../../shared/result.ts';
import type { Session } from '../../shared/session.ts';
import type { Custody } from '../custody.ts';
import { exportFacts } from '../report/exportFacts.ts';
import { workerResult } from './workerResult.ts';

/** What the window is told of a pack that was made and recorded. */
interface SavedPack {
  readonly file: string;
  readonly bytes: number;
  readonly rows: number;
  readonly sha256: string;
  readonly pack: PackContents;
}

/**
 * Records a pack that the process of it has made, as the command line does.
 *
 * @param value  what that process answered
 * @returns where it lies, and what the window is told; what the pack, or recording it, was refused with
 */
export async function finishPack(
  custody: Custody,
  session: Session,
  value: unknown,
): Promise<Result<{ readonly path: string; readonly told: SavedPack }>> {
  const made = MadePack.parse(value);
  if (!made.ok) return made;
  const { head, written, pack } = made.value;
  const { path, ...file } = written;
  const recorded = await custody.recordExport(session, {
    file: basename(path),
    ...exportFacts(head, 'pdf', file),
    format: 'pack',
    events: pack.events,
    fingerprint: pack.fingerprint,
  });
  if (!recorded.ok) return refuse(recorded.error.code, recorded.error.details);
  // The pack says where the log ended; from now on a store that ends before that must be noticed.
  custody.syncHead();
  return accept({ path, told: { file: basename(path), ...file, pack } });
}

/** The head was made by our own process a moment ago; here it is only handed on. */
const head = z.custom<DocumentHead>((value) => typeof value === 'object' && value !== null);
const MadePack = workerResult(
  z.object({
    head,
    written: z.object({ path: z.string(), bytes: z.int(), sha256: z.string(), rows: z.int() }),
    pack: packContents,
  }),
);
