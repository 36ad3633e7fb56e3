import { useAnswer } from '../../state/useApp.ts';
import { SealDialog } from '../case/SealDialog.tsx';

/** Breaks the seal of the case that stands in the way. The number is read off the seal, never proposed. */
export function UnsealCase({ code, onClose }: { readonly code: string; readonly onClose: () => void }) {
  const { value } = useAnswer('case.get', { code });
  return value ? <SealDialog box={value} onClose={onClose} /> : null;
}
