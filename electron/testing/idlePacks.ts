import { openPackKeeper, type PackKeeper } from '../ipc/packKeeper.ts';

/** Packs of a main process in which nobody has one. */
export function idlePacks(): PackKeeper {
  const never = (): never => {
    throw new Error('no pack is checked here');
  };
  return openPackKeeper({
    jobs: { begin: never, cancel: never },
    newId: () => 'pack',
    startCheck: never,
    chooseSource: async () => null,
    look: never,
    who: () => null,
    announce: never,
  });
}
