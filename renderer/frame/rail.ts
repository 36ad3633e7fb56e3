import type { ComponentType } from 'react';
import { type CommandName, commandRoles } from '../../shared/contract/commands.ts';
import type { Role } from '../../shared/session.ts';
import { words } from '../../shared/uiWords.ts';
import { to, type ViewName } from '../routes.ts';
import { WaitingBadge } from '../views/assignments/Waiting.tsx';
import { FlagsCount } from '../views/correction/FlagsCount.tsx';
import { IssueCount, ReturnCount, TransferCount } from '../views/desk/QueueCount.tsx';

export interface RailEntry {
  readonly label: string;
  readonly href: string;
  /** the views during which this entry is marked */
  readonly views: readonly ViewName[];
  /** what is drawn beside the label: how much waits there */
  readonly Waits?: ComponentType;
  /** stands there only for those who may give this command */
  readonly command?: CommandName;
}

/** The rail from top to bottom; also what the palette can go to. A view that stands in it adds its line. */
export const railEntries: readonly RailEntry[] = [
  { label: words.rail.board, href: to('board'), views: ['board', 'case', 'addCase'] },
  { label: words.rail.issue, href: to('issue'), views: ['issue'], Waits: IssueCount },
  { label: words.rail.return, href: to('return'), views: ['return'], Waits: ReturnCount },
  { label: words.rail.transfer, href: to('transfer'), views: ['transfer'], Waits: TransferCount },
  { label: words.rail.assets, href: to('assets'), views: ['assets', 'asset', 'addAsset'] },
  { label: words.holders.title, href: to('holders'), views: ['holders', 'holder'] },
  { label: words.rail.receipts, href: to('receipts'), views: ['receipts', 'receipt'] },
  {
    label: words.rail.assignments,
    href: to('assignments'),
    views: ['assignments', 'assignment'],
    Waits: WaitingBadge,
  },
  { label: words.reports.title, href: to('reports'), views: ['reports', 'report', 'labels', 'checkPack'] },
  { label: words.rail.audit, href: to('audit'), views: ['audit'] },
  {
    label: words.correction.flags.title,
    href: to('flags'),
    views: ['flags'],
    Waits: FlagsCount,
    command: 'event.dismiss_flag',
  },
];

/** Does this entry stand there for somebody of this role? */
export function standsFor({ command }: Pick<RailEntry, 'command'>, role: Role | null): boolean {
  return command === undefined || (role !== null && commandRoles[command].includes(role));
}

/** What has no place in the rail, but in the palette. */
export const formEntries: readonly Pick<RailEntry, 'label' | 'href'>[] = [
  { label: words.case.add.title, href: to('addCase') },
  { label: words.assets.add.title, href: to('addAsset') },
  { label: words.compare.title, href: to('compare', undefined, { at: 'now' }) },
  { label: words.imports.entry, href: to('import') },
  { label: words.exceptions.title, href: to('exceptions') },
  { label: words.labels.title, href: to('labels') },
  { label: words.packCheck.title, href: to('checkPack') },
];

/** At the foot of the rail: what is needed seldom. */
export const footEntries: readonly RailEntry[] = [
  {
    label: words.rail.admin,
    href: to('admin'),
    views: ['admin', 'adminSection'],
    command: 'settings.change',
  },
  { label: words.rail.scanner, href: to('scanner'), views: ['scanner'] },
];
