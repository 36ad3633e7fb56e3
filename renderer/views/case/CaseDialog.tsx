import type { CaseAnswer } from '../../../shared/contract/answers.ts';
import { unreachable } from '../../../shared/unreachable.ts';
import type { CaseWish } from './CaseActions.tsx';
import { ChangeCase } from './ChangeCase.tsx';
import { CheckDialog } from './CheckDialog.tsx';
import { RetireCase } from './RetireCase.tsx';
import { SealDialog } from './SealDialog.tsx';

interface CaseDialogProps {
  readonly wish: CaseWish;
  readonly box: CaseAnswer;
  readonly onClose: (done: boolean) => void;
}

/** The dialog of what is done to a case itself. */
export function CaseDialog({ wish, ...rest }: CaseDialogProps) {
  switch (wish) {
    case 'seal':
      return <SealDialog {...rest} />;
    case 'check':
      return <CheckDialog {...rest} />;
    case 'change':
      return <ChangeCase {...rest} />;
    case 'retire':
      return <RetireCase {...rest} />;
    default:
      return unreachable(wish);
  }
}
