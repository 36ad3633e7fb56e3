import type { SlotJson } from '../../../shared/contract/answers.ts';
import { accept, type Result, refuse } from '../../../shared/result.ts';
import { nameKey } from '../../../shared/text.ts';
import { FOREVER } from '../../../shared/time.ts';
import { type CaseThen, caseAt } from './casesAt.ts';
import { holderAt } from './holdersAt.ts';
import { isNow, knownSeq, type Moment, type Source } from './source.ts';
import { supersededSince } from './superseded.ts';

export type Names = ReturnType<typeof openNames>;

/** Codes of cases and names of holders as they were, and were known, at one moment. Lives for one query. */
export function openNames(source: Source, moment: Moment) {
  const { read, history, lookups } = source;
  const { at, known } = moment;
  const cases = new Map<string, CaseThen>();
  const holders = new Map<string, string>();

  /** '' if nothing was known of such a holder; before they were added they have the first name that they got */
  function holderThen(holderId: string, when: number): string {
    const { entries } = history.stream(holderId, knownSeq(moment));
    let name = '';
    for (const { point, data } of entries) {
      if (typeof data.name !== 'string' || (point.at > when && name !== '')) continue;
      name = data.name;
    }
    return name;
  }

  function holder(holderId: string): string {
    const seen = holders.get(holderId);
    if (seen !== undefined) return seen;
    const name = holderAt(source, holderId, moment)?.name ?? holderThen(holderId, at);
    holders.set(holderId, name);
    return name;
  }

  function findCase(caseId: string): CaseThen | null {
    const seen = cases.get(caseId);
    if (seen) return seen;
    const found = caseAt(source, caseId, moment);
    if (found) cases.set(caseId, found);
    return found;
  }

  function caseNamed(caseId: string): CaseThen {
    const found = findCase(caseId);
    if (!found) throw new Error(`case ${caseId} is not there at ${at}`);
    return found;
  }

  /** Every stream of a kind that there was by then: those of now, and those that were touched since. */
  const everyId = (kind: 'case' | 'holder'): readonly string[] => {
    const table = kind === 'case' ? 'cases' : 'holders';
    const now = read.all<{ id: string }>(`SELECT ${kind}_id AS id FROM ${table}`);
    const gone = known === null ? [] : supersededSince(read, kind, known.seq).map((id) => ({ id }));
    return [...new Set([...now, ...gone].map(({ id }) => id))];
  };

  return {
    /** as it was called at the moment; '' if it was not there */
    holder,
    case: caseNamed,

    /** A home slot; null without one, or where its case is not there: a home is no custody, its case may be voided. */
    home(caseId: string | null, slot: number | null): SlotJson | null {
      const box = caseId === null ? null : findCase(caseId);
      return box === null || slot === null ? null : { case: box.code, slot };
    },

    /** The holder of that name (or id): who had the name at the moment, before who had it last as far as was known. */
    findHolder(name: string, field = 'holder'): Result<string> {
      const current = lookups.holder(name);
      const refused = refuse('NOT_FOUND', { entity: 'holder', field, holder: name });
      if (isNow(moment)) return current === null ? refused : accept(current);
      const key = nameKey(name);
      const ids = [...(current === null ? [] : [current]), ...everyId('holder')];
      const isCalled = (when: number) => (id: string) => {
        const called = holderThen(id, when);
        return called !== '' && (id === name || nameKey(called) === key);
      };
      const then = ids.find(isCalled(at)) ?? ids.find(isCalled(FOREVER));
      return then === undefined ? refused : accept(then);
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
