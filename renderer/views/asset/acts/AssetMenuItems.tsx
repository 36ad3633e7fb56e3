import { Menu } from '@mantine/core';
import { commandRoles } from '../../../../shared/contract/commands.ts';
import type { CustodyStatus } from '../../../../shared/custody/place.ts';
import { words } from '../../../../shared/uiWords.ts';
import { useLooksBack } from '../../../state/asOf.ts';
import { useOperatorRole } from '../../../state/useMay.ts';
import { type ActName, actsDuring } from './assetActs.ts';

interface AssetMenuItemsProps {
  readonly status: CustodyStatus;
  /** acts that stand elsewhere already */
  readonly except?: readonly ActName[];
  readonly onChoose: (act: ActName) => void;
}

/** The acts on an asset as items of a menu, those that cannot be undone below a line. */
export function AssetMenuItems({ status, except = [], onChoose }: AssetMenuItemsProps) {
  const role = useOperatorRole();
  const past = useLooksBack();
  const offered = actsDuring(status).filter(
    ({ name, command }) => !except.includes(name) && !past && role !== null && commandRoles[command].includes(role),
  );
  const [harmless, grave] = [offered.filter((act) => !act.grave), offered.filter((act) => act.grave)];
  return (
    <>
      {harmless.map(({ name }) => (
        <Menu.Item key={name} onClick={() => onChoose(name)}>
          {words.assets.acts.menu[name]}
        </Menu.Item>
      ))}
      {grave.length > 0 && harmless.length > 0 && <Menu.Divider role="separator" />}
      {grave.map(({ name }) => (
        <Menu.Item key={name} className="bad" onClick={() => onChoose(name)}>
          {words.assets.acts.menu[name]}
        </Menu.Item>
      ))}
    </>
  );
}
