import type { z } from 'zod';
import type {
  AssetAnswer,
  BehindAnswer,
  CaseAnswer,
  CaseRow,
  CustodyRow,
  EventAnswer,
  HistoryRow,
  HolderAnswer,
  HolderRow,
  Page,
  SpanRow,
  StoreHealth,
  StoreInfo,
} from '../contract/answers.ts';
import type { AssignmentAnswer, AssignmentRow, CrossingRow, ThresholdRow } from '../contract/assignmentAnswers.ts';
import type { QueryName, queryForms } from '../contract/queries.ts';
import type {
  AssetRow,
  AuditRow,
  ComparedAnswer,
  ExceptionRow,
  HandoverAnswer,
  HandoverRow,
  OperatorRow,
  OverdueRow,
  QueueLine,
  SearchRow,
} from '../contract/trailAnswers.ts';
import type { ImportRow } from '../import/importAnswer.ts';
import type { Settings } from '../settings.ts';

/** What each query answers, by name. */
interface Known {
  readonly custody: Page<CustodyRow>;
  readonly 'case.list': Page<CaseRow>;
  readonly 'case.get': CaseAnswer;
  readonly 'case.spans': Page<SpanRow>;
  readonly 'asset.get': AssetAnswer;
  readonly 'asset.list': Page<AssetRow>;
  readonly 'asset.history': Page<HistoryRow>;
  readonly 'asset.spans': Page<SpanRow>;
  readonly 'holder.list': Page<HolderRow>;
  readonly 'holder.get': HolderAnswer;
  readonly 'holder.history': Page<SpanRow>;
  readonly 'event.get': EventAnswer;
  readonly 'event.behind': BehindAnswer;
  readonly 'operator.list': Page<OperatorRow>;
  readonly 'queue.get': { readonly kind: string; readonly rows: readonly QueueLine[] };
  readonly 'handover.list': Page<HandoverRow>;
  readonly 'handover.get': HandoverAnswer;
  readonly 'audit.list': Page<AuditRow>;
  readonly 'assignment.list': Page<AssignmentRow>;
  readonly 'assignment.get': AssignmentAnswer;
  readonly 'threshold.list': Page<ThresholdRow>;
  readonly 'threshold.crossings': Page<CrossingRow>;
  readonly 'import.list': Page<ImportRow>;
  readonly 'overdue.list': Page<OverdueRow>;
  readonly 'exceptions.list': Page<ExceptionRow>;
  readonly compare: ComparedAnswer;
  readonly search: { readonly rows: readonly SearchRow[] };
  readonly 'settings.get': Settings;
  readonly 'store.info': StoreInfo;
  readonly 'store.health': StoreHealth;
}

export type QueryAnswer<N extends QueryName> = N extends keyof Known ? Known[N] : unknown;
/** What a query is asked with: instants as RFC 3339, what has a default may be left out. */
export type QueryRequest<N extends QueryName> = z.input<(typeof queryForms)[N]>;
