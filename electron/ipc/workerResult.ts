import { z } from 'zod';
import { refusalCodes } from '../../shared/refusal.ts';
import type { Result } from '../../shared/result.ts';

const refusal = z.object({ code: z.enum(refusalCodes), details: z.record(z.string(), z.unknown()) });

/** What a process of its own came to, where that may be a refusal. */
export const workerResult = <T>(value: z.ZodType<T>): z.ZodType<Result<T>> =>
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), error: refusal }),
  ]);
