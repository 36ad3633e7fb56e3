import type { ComponentType } from 'react';
import type { Address, ViewName } from '../routes.ts';
import { Asset } from './asset/Asset.tsx';
import { Assignment } from './assignments/Assignment.tsx';
import { Assignments } from './assignments/Assignments.tsx';
import { Audit } from './audit/Audit.tsx';
import { Board } from './board/Board.tsx';
import { Case } from './case/Case.tsx';
import { ScannerTest } from './scanner/ScannerTest.tsx';

/** What a view is given: its own address, values and all. */
export interface ViewProps<V extends ViewName> {
  readonly address: Extract<Address, { readonly view: V }>;
}

/** The component of each address. */
export const views: { readonly [V in ViewName]: ComponentType<ViewProps<V>> } = {
  board: Board,
  case: Case,
  asset: Asset,
  assignments: Assignments,
  assignment: Assignment,
  audit: Audit,
  scanner: ScannerTest,
};
