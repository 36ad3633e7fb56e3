import { Button, Menu } from '@mantine/core';
import { type AssetColumn, assetColumns } from '../../../shared/contract/queries.ts';
import { words } from '../../../shared/uiWords.ts';
import { inOrder, usualColumns } from './columns.ts';

interface ColumnsMenuProps {
  readonly columns: readonly AssetColumn[];
  readonly onChange: (columns: readonly AssetColumn[]) => void;
}

/** Which columns the table has. The tag is always there. */
export function ColumnsMenu({ columns, onChange }: ColumnsMenuProps) {
  const { assets } = words;
  const toggle = (column: AssetColumn): void =>
    onChange(inOrder(columns.includes(column) ? columns.filter((one) => one !== column) : [...columns, column]));
  return (
    <Menu closeOnItemClick={false} withinPortal={false}>
      <Menu.Target>
        <Button>{assets.columnsButton}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {assetColumns
          .filter((column) => column !== 'tag')
          .map((column) => (
            <Menu.CheckboxItem key={column} checked={columns.includes(column)} onChange={() => toggle(column)}>
              {assets.columns[column]}
            </Menu.CheckboxItem>
          ))}
        <Menu.Divider role="separator" />
        <Menu.Item onClick={() => onChange(usualColumns)}>{assets.usualColumns}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
