import { Button, Group, Menu, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { words } from '../../../shared/uiWords.ts';
import { notify } from '../../parts/notify.ts';
import css from './Assets.module.css';
import { forgetView, keepView, savedViews, stateOfView } from './savedViews.ts';
import { type TableState, usualState } from './tableState.ts';

interface ViewsMenuProps {
  readonly state: TableState;
  readonly onChoose: (state: TableState) => void;
}

const { views } = words.assets;

/** What everybody looks for, there from the beginning. */
const GIVEN: readonly { readonly name: string; readonly state: TableState }[] = [
  { name: views.all, state: usualState },
  { name: views.out, state: { ...usualState, filters: { status: 'holder' }, sort: 'dueAt' } },
  { name: views.unplaced, state: { ...usualState, filters: { status: 'unplaced' } } },
  { name: views.lost, state: { ...usualState, filters: { status: 'lost' }, sort: 'since' } },
];

/** Ways of looking at the table: those given, and those that were kept on this laptop. */
export function ViewsMenu({ state, onChoose }: ViewsMenuProps) {
  const [saved, setSaved] = useState(() => savedViews());
  const [naming, setNaming] = useState(false);
  return (
    <>
      <Menu withinPortal={false}>
        <Menu.Target>
          <Button>{views.button}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {GIVEN.map(({ name, state: given }) => (
            <Menu.Item key={name} onClick={() => onChoose(given)}>
              {name}
            </Menu.Item>
          ))}
          {saved.length > 0 && <Menu.Label>{views.kept}</Menu.Label>}
          {saved.map((view) => (
            <Menu.Item key={view.name} onClick={() => onChoose(stateOfView(view))}>
              {view.name}
            </Menu.Item>
          ))}
          <Menu.Divider role="separator" />
          <Menu.Item onClick={() => setNaming(true)}>{views.keep}</Menu.Item>
          {saved.map(({ name }) => (
            <Menu.Item key={name} className="bad" onClick={() => setSaved(forgetView(name))}>
              {views.forget(name)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {naming && (
        <Naming
          onClose={() => setNaming(false)}
          onKeep={(name) => {
            setSaved(keepView(name, state));
            setNaming(false);
            notify(views.done(name));
          }}
        />
      )}
    </>
  );
}

function Naming({ onKeep, onClose }: { readonly onKeep: (name: string) => void; readonly onClose: () => void }) {
  const [name, setName] = useState('');
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (name.trim() !== '') onKeep(name.trim());
  }
  return (
    <Modal opened onClose={onClose} title={views.keep}>
      <form className={css.naming} onSubmit={submit}>
        <TextInput
          data-autofocus
          label={views.name}
          description={views.hint}
          value={name}
          maxLength={60}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Group justify="flex-end" className="dialog-foot">
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="submit" variant="filled" disabled={name.trim() === ''}>
            {views.confirm}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
