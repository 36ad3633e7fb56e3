import type { ComponentType } from 'react';
import { words } from '../../shared/uiWords.ts';
import { to, type ViewName } from '../routes.ts';
import { WaitingBadge } from '../views/assignments/Waiting.tsx';

export interface RailEntry {
  readonly label: string;
  readonly href: string;
  /** the views during which this entry is marked */
  readonly views: readonly ViewName[];
  /** what stands behind the label: a count */
  readonly Waits?: ComponentType;
}

/** The rail from top to bottom; also what the palette can go to. A view that stands in it adds its line. */
export const railEntries: readonly RailEntry[] = [
  { label: words.rail.board, href: to('board'), views: ['board', 'case', 'asset'] },
  {
    label: words.rail.assignments,
    href: to('assignments'),
    views: ['assignments', 'assignment'],
    Waits: WaitingBadge,
  },
  { label: words.rail.audit, href: to('audit'), views: ['audit'] },
];

/** At the foot of the rail: what is needed seldom. */
export const footEntries: readonly RailEntry[] = [
  { label: words.rail.scanner, href: to('scanner'), views: ['scanner'] },
];
