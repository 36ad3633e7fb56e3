import { type CommandName, commandRoles } from '../../shared/contract/commands.ts';
import type { Role } from '../../shared/session.ts';
import { looksBack } from './asOfSlice.ts';
import { useApp } from './useApp.ts';

/** The role of who is signed in; behind the lock it stays, so that what stands open stays open. */
export function useOperatorRole(): Role | null {
  return useApp(({ session }) => (session === null || session.status === 'signed-out' ? null : session.operator.role));
}

/**
 * Does the role of who is signed in allow this command? For hiding what main would refuse; main judges. While the window
 * looks back, nothing may be recorded.
 */
export function useMay(command: CommandName): boolean {
  const role = useOperatorRole();
  const past = useApp(({ asOf }) => looksBack(asOf));
  return !past && role !== null && commandRoles[command].includes(role);
}
