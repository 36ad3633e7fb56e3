import type { SlotJson } from '../../../../shared/contract/answers.ts';
import { unreachable } from '../../../../shared/unreachable.ts';
import type { ActName } from './assetActs.ts';
import { ChangeAct } from './ChangeAct.tsx';
import { FindAct } from './FindAct.tsx';
import { InspectAct } from './InspectAct.tsx';
import { PutAct } from './PutAct.tsx';
import { ReasonAct } from './ReasonAct.tsx';
import { ReplaceAct } from './ReplaceAct.tsx';

interface AssetActProps {
  readonly act: ActName;
  readonly tag: string;
  /** the slot that was pointed at */
  readonly to?: SlotJson | null;
  readonly onClose: (done: boolean) => void;
}

/** The dialog of an act on one asset. */
export function AssetAct({ act, tag, to = null, onClose }: AssetActProps) {
  switch (act) {
    case 'put':
      return <PutAct tag={tag} to={to} onClose={onClose} />;
    case 'inspect':
      return <InspectAct tag={tag} onClose={onClose} />;
    case 'find':
      return <FindAct tag={tag} onClose={onClose} />;
    case 'replace':
      return <ReplaceAct tag={tag} onClose={onClose} />;
    case 'change':
      return <ChangeAct tag={tag} onClose={onClose} />;
    case 'vacate':
    case 'lose':
    case 'retire':
      return <ReasonAct act={act} tag={tag} onClose={onClose} />;
    default:
      return unreachable(act);
  }
}
