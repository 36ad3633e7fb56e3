import type { ImportKind, Reading } from './importMap.ts';
import type { Plan, StoreLook } from './plan.ts';
import { planAssets } from './planAssets.ts';
import { planHolders } from './planHolders.ts';
import type { Table } from './tableOf.ts';

/** Says for each row of a list, whatever file it came from, what would become of it. Pure: nothing is written. */
export function planImport(kind: ImportKind, table: Table, reading: Reading, look: StoreLook): Plan {
  return kind === 'assets' ? planAssets(table, reading, look) : planHolders(table, reading, look);
}
