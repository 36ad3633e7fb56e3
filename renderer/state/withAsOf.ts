import { type QueryName, queryTakes } from '../../shared/contract/queries.ts';
import { type AsOf, asOfQuery } from './asOfSlice.ts';

/**
 * The arguments of a query with the moment that the window shows, where it answers for one. What names a moment itself
 * keeps it.
 */
export function withAsOf<A extends object>(name: QueryName, args: A, asOf: AsOf): A {
  const said = Object.entries(asOfQuery(asOf)).filter(([axis]) => queryTakes(name, axis) && !(axis in args));
  return said.length === 0 ? args : { ...args, ...Object.fromEntries(said) };
}
