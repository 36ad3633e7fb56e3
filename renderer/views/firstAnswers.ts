import type { QueryName } from '../../shared/contract/queries.ts';
import type { QueryRequest } from '../../shared/ipc/answers.ts';
import type { Address } from '../routes.ts';

export interface Question {
  readonly name: QueryName;
  readonly args: Readonly<Record<string, unknown>>;
}

const question = <N extends QueryName>(name: N, args: QueryRequest<N>): Question => ({ name, args: { ...args } });

/** How many stays and entries of an asset come at once. */
export const SPANS_PAGE = 500;
export const HISTORY_PAGE = 200;

/**
 * What a view shows nothing without, worded as the view itself asks it. It is asked for before the view is drawn, so
 * that the view is drawn once, whole, and not first empty.
 */
export function firstAsked({ view, params }: Address): readonly Question[] {
  switch (view) {
    case 'case':
      return [question('case.get', { code: params.code })];
    case 'asset': {
      const { tag } = params;
      return [
        question('asset.get', { tag }),
        question('asset.spans', { tag, limit: SPANS_PAGE }),
        question('asset.history', { tag, limit: HISTORY_PAGE }),
      ];
    }
    default:
      return [];
  }
}
