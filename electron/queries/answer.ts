import { invalid } from '../../shared/contract/parse.ts';
import {
  isQueryName,
  type QueryArgs,
  type QueryName,
  queryForms,
  queryNamedBy,
  queryRoles,
} from '../../shared/contract/queries.ts';
import type { JsonObject } from '../../shared/event.ts';
import { accept, type Result, refuse } from '../../shared/result.ts';
import type { Session } from '../../shared/session.ts';
import { chains } from '../store/chains.ts';
import { assetHistory, assetSpans } from '../store/queries/assetHistory.ts';
import { listAssets } from '../store/queries/assetList.ts';
import { getAsset } from '../store/queries/assets.ts';
import { getAssignment, listAssignments } from '../store/queries/assignments.ts';
import { listAudit } from '../store/queries/audit.ts';
import { eventBehind } from '../store/queries/behind.ts';
import { caseSpans } from '../store/queries/caseSpans.ts';
import { getCase, listCases } from '../store/queries/cases.ts';
import { compareMoments } from '../store/queries/compare.ts';
import { custody } from '../store/queries/custody.ts';
import { getEvent } from '../store/queries/events.ts';
import { listExceptions } from '../store/queries/exceptions.ts';
import { getHandover, listHandovers } from '../store/queries/handovers.ts';
import { getHolder, holderHistory, listHolders } from '../store/queries/holders.ts';
import { listImports } from '../store/queries/imports.ts';
import { listOverdue } from '../store/queries/overdue.ts';
import { listOperators } from '../store/queries/people.ts';
import { openReader } from '../store/queries/reader.ts';
import { search } from '../store/queries/search.ts';
import type { Source } from '../store/queries/source.ts';
import { storeHealth } from '../store/queries/storeHealth.ts';
import { storeInfo } from '../store/queries/storeInfo.ts';
import { listCrossings, listThresholds } from '../store/queries/thresholds.ts';
import type { QueryNeeds } from './needs.ts';
import { openQueue } from './queue.ts';

type Handlers = { readonly [N in QueryName]: (args: QueryArgs<N>, session: Session | null) => Result<unknown> };

/** Every question that can be asked, by name. Nothing here writes. */
export function openQueries(needs: QueryNeeds) {
  const { db, log, history, lookups, now, device } = needs;
  const source: Source = { read: openReader(db), log, history, lookups, now };
  const queueOf = openQueue(source, needs);

  const handlers: Handlers = {
    custody: (args) => custody(source, args),
    'case.list': (args) => listCases(source, args),
    'case.get': (args) => getCase(source, args),
    'case.spans': (args) => caseSpans(source, args),
    'asset.get': (args) => getAsset(source, args),
    'asset.history': (args) => assetHistory(source, args),
    'asset.spans': (args) => assetSpans(source, args),
    'holder.list': (args) => listHolders(source, args),
    'holder.get': (args) => getHolder(source, args),
    'holder.history': (args) => holderHistory(source, args),
    'asset.list': (args) => listAssets(source, args),
    'operator.list': (args) => listOperators(source, needs.lockedOutUntil, args),
    'queue.get': (args, session) => (session ? accept(queueOf(args, session.operatorId)) : refuse('NOT_SIGNED_IN')),
    'handover.list': (args) => listHandovers(source, args),
    'handover.get': (args) => getHandover(source, args),
    'event.get': (args) => getEvent(source, args),
    'event.behind': (args) => eventBehind(source, args),
    'settings.get': () => accept(lookups.settings()),
    'assignment.list': (args) => listAssignments(source, args),
    'assignment.get': (args) => getAssignment(source, args),
    'threshold.list': (args) => listThresholds(source, args),
    'threshold.crossings': (args) => listCrossings(source, args),
    'audit.list': (args) => listAudit(source, args),
    'import.list': (args) => listImports(source, args),
    'overdue.list': (args) => listOverdue(source, args),
    'exceptions.list': (args) => listExceptions(source, args),
    compare: (args) => compareMoments(source, args),
    search: (args) => accept(search(source, args)),
    'store.health': () => accept(storeHealth(source, needs.health())),
    'store.info': () => accept(storeInfo(source, { chains: chains(db), device, extra: needs.info() })),
  };

  function answer<N extends QueryName>(name: N, raw: unknown, session: Session | null): Result<unknown> {
    if (raw === null || typeof raw !== 'object' || Array.isArray(raw)) {
      return refuse('INVALID', { field: 'args', why: 'is no object' });
    }
    const fields = raw as JsonObject; // the check above
    const key = queryNamedBy[name];
    const { id, ...rest } = fields;
    const named = key !== undefined && id !== undefined && fields[key] === undefined ? { ...rest, [key]: id } : fields;
    const parsed = queryForms[name].safeParse(named);
    if (!parsed.success) return invalid(parsed.error);
    const handler = handlers[name];
    // The one cast: TypeScript cannot see that a name's form gives just what its handler takes.
    return source.read.snapshot(() => handler(parsed.data as QueryArgs<N>, session));
  }

  return {
    /**
     * Answers one query.
     *
     * @param args  as they come from outside; nothing of them is trusted
     * @returns the answer, or INVALID naming the field (`query` for an unknown name), NOT_FOUND, NOT_SIGNED_IN
     */
    query(name: string, args: unknown, session: Session | null): Result<unknown> {
      if (!isQueryName(name)) return refuse('INVALID', { field: 'query', why: 'is no known query', value: name });
      const needed = queryRoles[name];
      if (needed !== 'anyone') {
        const actor = session && lookups.operatorById(session.operatorId);
        if (!actor?.active) return refuse('NOT_SIGNED_IN');
        if (!needed.includes(actor.role))
          return refuse('NOT_ALLOWED', { query: name, needs: needed, role: actor.role });
      }
      return answer(name, args ?? {}, session);
    },
  };
}
