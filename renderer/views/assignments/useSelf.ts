import type { OperatorName } from '../../../shared/ipc/contract.ts';
import { useApp } from '../../state/useApp.ts';

/** Who is signed in; behind the lock too, so that what stands open stays open. */
export function useSelf(): OperatorName | null {
  return useApp(({ session }) => (session === null || session.status === 'signed-out' ? null : session.operator));
}
