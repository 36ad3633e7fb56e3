import { Button } from '@mantine/core';
import { useState } from 'react';
import { commandRoles } from '../../../shared/contract/commands.ts';
import { words } from '../../../shared/uiWords.ts';
import { Page } from '../../parts/Page.tsx';
import { to } from '../../routes.ts';
import { useMay } from '../../state/useMay.ts';
import type { ViewProps } from '../viewProps.ts';
import css from './Assignments.module.css';
import { DispatchDialog } from './DispatchDialog.tsx';
import { Inbox } from './Inbox.tsx';
import { Thresholds } from './Thresholds.tsx';
import { Tracking } from './Tracking.tsx';
import { useSelf } from './useSelf.ts';

const say = words.assignments;

/** Assignments: mine, and for those who send them everybody's, with the thresholds. */
export function Assignments({ address: { query } }: ViewProps<'assignments'>) {
  const [dispatching, setDispatching] = useState(false);
  const mayDispatch = useMay('assignment.dispatch');
  const self = useSelf();
  // Whoever sends assignments sees them all, of the past too, when nothing can be sent.
  const seesAll = self !== null && (self.role === 'auditor' || commandRoles['assignment.dispatch'].includes(self.role));
  const wanted = query.show ?? 'inbox';
  const shown = seesAll && (wanted === 'board' || wanted === 'thresholds') ? wanted : 'inbox';
  const tabs = [
    { name: 'inbox', label: say.inbox, href: to('assignments') },
    { name: 'board', label: say.board, href: to('assignments', {}, { show: 'board' }) },
    { name: 'thresholds', label: say.thresholds, href: to('assignments', {}, { show: 'thresholds' }) },
  ];
  return (
    <Page
      title={say.title}
      actions={
        mayDispatch && (
          <Button variant="filled" onClick={() => setDispatching(true)}>
            {say.act.dispatch}
          </Button>
        )
      }
    >
      {seesAll && (
        <nav className={css.tabs} aria-label={say.views}>
          {tabs.map(({ name, label, href }) => (
            <a key={name} href={href} aria-current={name === shown ? 'page' : undefined}>
              {label}
            </a>
          ))}
        </nav>
      )}
      {shown === 'inbox' && <Inbox />}
      {shown === 'board' && <Tracking query={query} onDispatch={mayDispatch ? () => setDispatching(true) : null} />}
      {shown === 'thresholds' && <Thresholds />}
      {dispatching && <DispatchDialog onClose={() => setDispatching(false)} />}
    </Page>
  );
}
