import { words } from '../../../shared/uiWords.ts';
import { Choice } from './Choice.tsx';
import { conditionOptions } from './LineDetails.tsx';
import type { DraftProps } from './Particulars.tsx';
import type { CheckedLine } from './problems.ts';

interface ConditionOfAllProps extends DraftProps {
  readonly lines: readonly CheckedLine[];
}

/** Says the condition of every line at once; each can be said otherwise afterwards. */
export function ConditionOfAll({ draft, change, lines }: ConditionOfAllProps) {
  const conditions = new Set(lines.map(({ item }) => draft.lines[item]?.condition));
  const [only] = conditions.size === 1 ? conditions : [];

  function say(condition: NonNullable<typeof only>): void {
    const said = lines.map(({ item }) => [item, { ...draft.lines[item], condition }] as const);
    change({ lines: { ...draft.lines, ...Object.fromEntries(said) } });
  }

  return (
    <Choice label={words.desk.summary.conditionAll} options={conditionOptions} value={only ?? null} onChange={say} />
  );
}
