import type { AssignmentStatus } from '../assignment/assignment.ts';
import type { JsonObject } from '../event.ts';
import type { Role } from '../session.ts';

/** An assignment as lists show it. Instants are RFC 3339 in UTC. */
export interface AssignmentRow {
  readonly assignmentId: string;
  readonly title: string;
  readonly recipient: string;
  readonly dispatchedBy: string | null;
  readonly dispatchedAt: string;
  readonly status: AssignmentStatus;
  /** since when it has that status */
  readonly statusAt: string;
  readonly dueAt: string | null;
  readonly overdue: boolean;
  /** the recipient has said no, and nobody has acted on it yet */
  readonly declined: boolean;
  readonly version: number;
}

/** One entry of the status log. */
export interface AssignmentLogEntry {
  readonly id: string;
  readonly status: AssignmentStatus;
  readonly previousStatus: AssignmentStatus | null;
  readonly actorKind: 'user' | 'system';
  readonly actorId: string | null;
  readonly actor: string | null;
  readonly actorRole: Role | null;
  readonly note: string | null;
  readonly deviceInfo: JsonObject;
  readonly createdAt: string;
  /** what the step itself keeps: of a reading, when the text was opened and confirmed, and its hash */
  readonly data: JsonObject;
  /** a completion that was taken back */
  readonly superseded: boolean;
}

export interface AssignmentAnswer extends AssignmentRow {
  /** as it was frozen at dispatch */
  readonly text: string;
  readonly textHash: string;
  readonly instructions: string | null;
  /** the assignment whose changed text this one carries */
  readonly refersTo: string | null;
  /** assignments that carry the changed text of this one, oldest first */
  readonly referredToBy: readonly string[];
  readonly assets: readonly { readonly tag: string; readonly assetId: string }[];
  readonly cases: readonly { readonly case: string; readonly caseId: string }[];
  readonly log: readonly AssignmentLogEntry[];
  /** each time the recipient said no: notes on the record, no steps */
  readonly declines: readonly { readonly at: string; readonly actor: string | null; readonly reason: string }[];
}

export interface ThresholdRow {
  readonly recipient: string;
  /** assignments that count as completed now, in the period that is set */
  readonly completed: number;
  readonly threshold: number;
  readonly reached: boolean;
  /** when the threshold was last reached or lost; null: never */
  readonly crossedAt: string | null;
}

/** Somebody reached the threshold or fell below it: what coordinators are told. */
export interface CrossingRow {
  readonly seq: number;
  readonly eventId: string;
  readonly recipient: string;
  readonly at: string;
  readonly reached: boolean;
  /** as counted then */
  readonly completed: number;
  /** as set then */
  readonly threshold: number;
}
