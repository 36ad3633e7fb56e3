import { checkPack, type PackVerdict } from '../../shared/pack/checkPack.ts';
import { nodePrimitives } from './nodePrimitives.ts';

/**
 * Checks a pack from its bytes alone, in one go, without a store and without a network.
 *
 * @param knownKey  the device's key, or its fingerprint, as the organisation told it: see `keyDigits`; null: nobody told
 */
export function verifyPack(bytes: Uint8Array, knownKey: string | null): PackVerdict {
  return stepsTaken(checkPack(bytes, knownKey, nodePrimitives));
}

/** Takes all steps without a pause. @returns what they come to */
export function stepsTaken<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
