import { Button, Menu } from '@mantine/core';
import type { CaseAnswer } from '../../../shared/contract/answers.ts';
import { words } from '../../../shared/uiWords.ts';
import { to } from '../../routes.ts';
import { useMay } from '../../state/useMay.ts';

/** What is done to the case itself. */
export type CaseWish = 'seal' | 'check' | 'change' | 'retire';

interface CaseActionsProps {
  readonly box: CaseAnswer;
  readonly onWish: (wish: CaseWish) => void;
}

/** The buttons at the head of a case. */
export function CaseActions({ box, onWish }: CaseActionsProps) {
  const { code, seal, retired } = box;
  const { actions } = words.case;
  const issues = useMay('handover.commit');
  const seals = useMay('case.seal');
  const checks = useMay('case.check');
  const changes = useMay('case.change');
  const adds = useMay('asset.add');
  if (retired) return changes ? <Button onClick={() => onWish('change')}>{actions.change}</Button> : null;
  return (
    <>
      {issues && (
        <>
          <Button component="a" href={to('issue', undefined, { case: code })}>
            {actions.issue}
          </Button>
          <Button component="a" href={to('return', undefined, { case: code })}>
            {actions.takeBack}
          </Button>
        </>
      )}
      {seals && <Button onClick={() => onWish('seal')}>{seal === null ? actions.seal : actions.unseal}</Button>}
      {checks && <Button onClick={() => onWish('check')}>{actions.check}</Button>}
      <Button component="a" href={to('report', { report: 'case' }, { case: code })}>
        {words.reports.of}
      </Button>
      {/* Who may change the case has it among the rest. */}
      {!changes && (
        <Button component="a" href={to('labels', undefined, { of: 'slots', names: code })}>
          {words.labels.button}
        </Button>
      )}
      {changes && (
        <Menu withinPortal={false}>
          <Menu.Target>
            <Button aria-label={actions.moreOf(code)}>{actions.more}</Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => onWish('change')}>{actions.change}</Menu.Item>
            {adds && (
              <Menu.Item component="a" href={to('addAsset', undefined, { case: code })}>
                {actions.addAsset}
              </Menu.Item>
            )}
            <Menu.Item component="a" href={to('labels', undefined, { of: 'slots', names: code })}>
              {words.labels.ofCase}
            </Menu.Item>
            <Menu.Divider role="separator" />
            <Menu.Item className="bad" onClick={() => onWish('retire')}>
              {actions.retire}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}
