import { foldCase } from '../../../shared/case/caseHistory.ts';
import { accept, type Result, refuse } from '../../../shared/result.ts';
import { nameKey } from '../../../shared/text.ts';
import { FOREVER } from '../../../shared/time.ts';
import { knownSeq, type Moment, type Source } from './source.ts';

export type Names = ReturnType<typeof openNames>;

interface CaseName {
  readonly code: string;
  readonly place: string | null;
  readonly labels: Readonly<Record<string, string>>;
}

/** Codes of cases and names of holders as they were, and were known, at one moment. Lives for one query. */
export function openNames({ read, history, lookups }: Source, moment: Moment) {
  const { at, known } = moment;
  const cases = new Map<string, CaseName>();
  const holders = new Map<string, string>();

  function caseThen(caseId: string): CaseName {
    const { entries } = history.stream(caseId, knownSeq(moment));
    const { state } = foldCase(
      caseId,
      entries.filter(({ point }) => point.at <= at),
    );
    if (!state.exists) throw new Error(`case ${caseId} is not there at ${at}`);
    return state;
  }

  function holderThen(holderId: string): string {
    const { entries } = history.stream(holderId, knownSeq(moment));
    let name = '';
    for (const { point, data } of entries) {
      if (typeof data.name !== 'string' || (point.at > at && name !== '')) continue;
      name = data.name;
    }
    return name;
  }

  const holderNow = (holderId: string): string | undefined =>
    read.get<{ name: string }>('SELECT name FROM holders WHERE holder_id = ?', holderId)?.name;

  function holder(holderId: string): string {
    const seen = holders.get(holderId);
    if (seen !== undefined) return seen;
    const name = (at === FOREVER && known === null ? holderNow(holderId) : undefined) ?? holderThen(holderId);
    holders.set(holderId, name);
    return name;
  }

  function caseNamed(caseId: string): CaseName {
    const seen = cases.get(caseId);
    if (seen) return seen;
    const found = caseThen(caseId);
    cases.set(caseId, found);
    return found;
  }

  /** Every stream of a kind that there was by then: those of now, and those that were touched since. */
  const everyId = (kind: 'case' | 'holder'): readonly string[] => {
    const table = kind === 'case' ? 'cases' : 'holders';
    const now = read.all<{ id: string }>(`SELECT ${kind}_id AS id FROM ${table}`);
    const gone = known === null ? [] : supersededSince(read, kind, known.seq).map(({ from }) => ({ id: from }));
    return [...new Set([...now, ...gone].map(({ id }) => id))];
  };

  const existed = (id: string): boolean => known === null || history.stream(id, known.seq).entries.length > 0;

  return {
    /** as it was called at the moment; '' if it was not there */
    holder,
    case: caseNamed,

    /** The holder of that name (or id): the one who had the name at the moment before the one who has it now. */
    findHolder(name: string, field = 'holder'): Result<string> {
      const current = lookups.holder(name);
      const refused = refuse('NOT_FOUND', { entity: 'holder', field, holder: name });
      if (current === null && known === null && at === FOREVER) return refused;
      const isCalled = (id: string): boolean => id === name || nameKey(holderThen(id)) === nameKey(name);
      if (current !== null && ((at === FOREVER && known === null) || isCalled(current)) && existed(current))
        return accept(current);
      const then = everyId('holder').find((id) => isCalled(id) && existed(id));
      if (then !== undefined) return accept(then);
      return current !== null && known === null ? accept(current) : refused;
    },

    /** The case of that code (or id) as known then. */
    findCase(code: string, field = 'case'): Result<string> {
      const current = lookups.case(code);
      const refused = refuse('NOT_FOUND', { entity: 'case', field, case: code });
      if (known === null) return current === null ? refused : accept(current);
      const isCoded = (id: string): boolean => {
        const [added] = history.stream(id, known.seq).entries;
        return added !== undefined && (id === code || nameKey(String(added.data.code)) === nameKey(code));
      };
      if (current !== null && isCoded(current)) return accept(current);
      const then = everyId('case').find(isCoded);
      return then === undefined ? refused : accept(then);
    },
  };
}

/** A superseded event: of which stream it was, to which stream its successor belongs. */
export interface Superseded {
  readonly from: string;
  readonly to: string;
  readonly type: string;
}

/** What was superseded after `seq`: the index of superseding events is walked, which are few, not the log. */
export function supersededSince(
  read: Source['read'],
  kind: 'asset' | 'case' | 'holder',
  seq: number,
): readonly Superseded[] {
  return read.all<Superseded>(
    `SELECT t.stream_id AS "from", e.stream_id AS "to", t.type
     FROM events e INDEXED BY events_superseded_once CROSS JOIN events t ON t.event_id = e.supersedes_event_id
     WHERE e.supersedes_event_id IS NOT NULL AND e.seq > ? AND e.stream_type = ?`,
    seq,
    kind,
  );
}
