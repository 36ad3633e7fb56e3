import type { Page } from '../../../shared/contract/answers.ts';
import type { QueryArgs } from '../../../shared/contract/queries.ts';
import type { OperatorRow } from '../../../shared/contract/trailAnswers.ts';
import { accept, type Result } from '../../../shared/result.ts';
import type { Role } from '../../../shared/session.ts';
import { formatInstant } from '../../../shared/time.ts';
import { decodeCursor, pageOf, textKey } from './page.ts';
import type { Source } from './source.ts';

interface Row {
  readonly operatorId: string;
  readonly name: string;
  readonly nameKey: string;
  readonly role: Role;
  readonly active: number;
  readonly addedAt: number;
  readonly version: number;
}

/** Operators by name, deactivated ones included. */
export function listOperators(
  { read }: Source,
  lockedOutUntil: (operatorId: string) => string | null | undefined,
  args: QueryArgs<'operator.list'>,
): Result<Page<OperatorRow>> {
  const { active, limit, order } = args;
  const cursor = decodeCursor(textKey, args.cursor);
  if (!cursor.ok) return cursor;
  const [direction, ahead] = order === 'asc' ? ['ASC', '>'] : ['DESC', '<'];
  const rows = read.all<Row>(
    `SELECT operator_id AS operatorId, name, name_key AS nameKey, role, active, added_at AS addedAt, version
     FROM operators WHERE ${active === undefined ? '1' : `active = ${active ? 1 : 0}`}
       ${cursor.value ? `AND name_key ${ahead} ?` : ''} ORDER BY name_key ${direction} LIMIT ?`,
    ...(cursor.value ?? []),
    limit + 1,
  );
  const json = ({ nameKey: _, ...row }: Row): OperatorRow => {
    const until = lockedOutUntil(row.operatorId);
    return {
      ...row,
      active: row.active === 1,
      addedAt: formatInstant(row.addedAt),
      lockedOut: until === undefined ? null : { until },
    };
  };
  return accept(pageOf(rows, limit, ({ nameKey }) => [nameKey], json));
}
