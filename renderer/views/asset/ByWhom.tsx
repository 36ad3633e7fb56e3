import type { NamedEvent } from '../../../shared/contract/answers.ts';
import { words } from '../../../shared/uiWords.ts';

/** Who recorded it, and as what; most are technicians, and that goes without saying. */
export function ByWhom({ actor, actorRole }: Pick<NamedEvent, 'actor' | 'actorRole'>) {
  const name = actor ?? words.asset.system;
  const role = actorRole && words.roles[actorRole];
  return (
    <div className="small quiet" title={role ?? undefined}>
      {role && actorRole !== 'technician' ? `${name}, ${role}` : name}
    </div>
  );
}
