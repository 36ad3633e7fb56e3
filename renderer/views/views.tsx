import type { ViewName } from '../routes.ts';
import { Board } from './board/Board.tsx';
import { Issue, Return, Transfer } from './desk/Desk.tsx';
import { later, type View } from './later.ts';

/** The component of each address: what a day begins with at once, everything else when it is wanted or there is time. */
export const views: { readonly [V in ViewName]: View<V> } = {
  board: Board,
  case: later(async () => (await import('./case/Case.tsx')).Case),
  assets: later(async () => (await import('./assets/Assets.tsx')).Assets),
  asset: later(async () => (await import('./asset/Asset.tsx')).Asset),
  holders: later(async () => (await import('./holders/Holders.tsx')).Holders),
  holder: later(async () => (await import('./holders/Holder.tsx')).Holder),
  addCase: later(async () => (await import('./case/AddCase.tsx')).AddCase),
  addAsset: later(async () => (await import('./asset/AddAsset.tsx')).AddAsset),
  issue: Issue,
  return: Return,
  transfer: Transfer,
  receipts: later(async () => (await import('./receipt/Receipts.tsx')).Receipts),
  receipt: later(async () => (await import('./receipt/Receipt.tsx')).Receipt),
  assignments: later(async () => (await import('./assignments/Assignments.tsx')).Assignments),
  assignment: later(async () => (await import('./assignments/Assignment.tsx')).Assignment),
  reports: later(async () => (await import('./reports/Reports.tsx')).Reports),
  report: later(async () => (await import('./reports/Reports.tsx')).Report),
  labels: later(async () => (await import('./labels/Labels.tsx')).Labels),
  checkPack: later(async () => (await import('./pack/CheckPack.tsx')).CheckPack),
  audit: later(async () => (await import('./audit/Audit.tsx')).Audit),
  flags: later(async () => (await import('./correction/Flags.tsx')).Flags),
  exceptions: later(async () => (await import('./exceptions/Exceptions.tsx')).Exceptions),
  admin: later<'admin'>(async () => (await import('./admin/Admin.tsx')).Admin),
  adminSection: later<'adminSection'>(async () => (await import('./admin/Admin.tsx')).Admin),
  import: later(async () => (await import('./import/Import.tsx')).Import),
  compare: later(async () => (await import('./compare/Compare.tsx')).Compare),
  scanner: later(async () => (await import('./scanner/ScannerTest.tsx')).ScannerTest),
};
