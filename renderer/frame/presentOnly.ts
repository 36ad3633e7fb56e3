import type { ViewName } from '../routes.ts';

/** Views that do nothing but record; while the window looks back they are closed. */
export const recordsOnly: ReadonlySet<ViewName> = new Set([
  'issue',
  'return',
  'transfer',
  'addCase',
  'addAsset',
  'import',
]);

/** Views whose answers are of the present, whatever moment the window shows: they say so. */
export const showsThePresent: ReadonlySet<ViewName> = new Set([
  'flags',
  'labels',
  'checkPack',
  'admin',
  'adminSection',
  'scanner',
]);
