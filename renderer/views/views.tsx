import type { ComponentType } from 'react';
import type { ViewName } from '../routes.ts';
import { AddAsset } from './asset/AddAsset.tsx';
import { Asset } from './asset/Asset.tsx';
import { Assets } from './assets/Assets.tsx';
import { Assignment } from './assignments/Assignment.tsx';
import { Assignments } from './assignments/Assignments.tsx';
import { Audit } from './audit/Audit.tsx';
import { Board } from './board/Board.tsx';
import { AddCase } from './case/AddCase.tsx';
import { Case } from './case/Case.tsx';
import { Issue, Return, Transfer } from './desk/Desk.tsx';
import { Holder } from './holders/Holder.tsx';
import { Holders } from './holders/Holders.tsx';
import { Receipt } from './receipt/Receipt.tsx';
import { Receipts } from './receipt/Receipts.tsx';
import { ScannerTest } from './scanner/ScannerTest.tsx';
import type { ViewProps } from './viewProps.ts';

/** The component of each address. */
export const views: { readonly [V in ViewName]: ComponentType<ViewProps<V>> } = {
  board: Board,
  case: Case,
  assets: Assets,
  asset: Asset,
  holders: Holders,
  holder: Holder,
  addCase: AddCase,
  addAsset: AddAsset,
  issue: Issue,
  return: Return,
  transfer: Transfer,
  receipts: Receipts,
  receipt: Receipt,
  assignments: Assignments,
  assignment: Assignment,
  audit: Audit,
  scanner: ScannerTest,
};
