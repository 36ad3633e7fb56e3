import { type CommandName, commandRoles } from '../../shared/contract/commands.ts';
import { useApp } from './useApp.ts';

/** Does the role of who is signed in allow this command? For hiding what main would refuse; main judges. */
export function useMay(command: CommandName): boolean {
  return useApp(
    // Behind the lock nothing changes, so that what stands open stays open.
    ({ session }) =>
      session !== null && session.status !== 'signed-out' && commandRoles[command].includes(session.operator.role),
  );
}
