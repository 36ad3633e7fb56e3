import { setFlagsFromString } from 'node:v8';

/**
 * From now on V8's heap of young objects does not grow. An export drops what it makes at once, so the usual 32 MB would
 * hold nothing but what nobody needs any more. How large it may get (`--max-semi-space-size`, with which the window
 * starts its process of exports) V8 takes only at the start of a process; by how much it grows, at any time. What it has
 * grown to stays: so this comes before the sources of an export are read.
 */
export function keepYoungHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
