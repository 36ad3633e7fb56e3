import type { Settings } from '../../shared/settings.ts';
import type { OperatorSecrets } from '../store/operatorSecrets.ts';
import { keyIdOf } from './pin.ts';
import { makePinKey, type PinKey, readPinKey } from './pinKey.ts';

export type PinBinding = ReturnType<typeof openPinBinding>;

/**
 * With which key PINs are hashed here, if with any; the reasons are in docs/adr/0111-a-pin-key-beside-the-store.md.
 *
 * @param folder  of this laptop in the store, as `deviceFolder` gives it
 * @param settings  of the organisation, as they are now
 */
export function openPinBinding(
  folder: string,
  storeId: string,
  secrets: Pick<OperatorSecrets, 'find'>,
  settings: () => Pick<Settings, 'bindPins'>,
) {
  // Under the store's id lies its recovery code.
  const hasWayBack = () => secrets.find(storeId) !== null;
  return {
    /** the key of this laptop, if it has one: hashes may need it whatever is set by now */
    own: (): PinKey | null => readPinKey(folder),

    /**
     * With what a PIN is hashed from now on. Nothing, unless it is wished and a recovery code would let somebody in where
     * the key is missing: on the next laptop, after this one was lost.
     */
    wanted: (): PinKey | null => (settings().bindPins && hasWayBack() ? makePinKey(folder) : null),

    /** Of these hashes: checked on this laptop alone, on any, or on another laptop, whose key is not here. */
    count(pinHashes: readonly string[]) {
      const own = readPinKey(folder)?.id ?? null;
      const ids = pinHashes.map(keyIdOf);
      const anywhere = ids.filter((id) => id === null).length;
      const here = ids.filter((id) => id !== null && id === own).length;
      return { here, anywhere, elsewhere: ids.length - anywhere - here };
    },
  };
}
