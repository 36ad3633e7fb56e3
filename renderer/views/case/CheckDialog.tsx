import { Button, Checkbox, Group, TextInput } from '@mantine/core';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { z } from 'zod';
import type { CaseAnswer } from '../../../shared/contract/answers.ts';
import { tagKey } from '../../../shared/text.ts';
import { words } from '../../../shared/uiWords.ts';
import { useKeptChoice } from '../../parts/useKeptChoice.tsx';
import type { ScanOutcome } from '../../scan/sounds.ts';
import { useScans } from '../../scan/useScans.ts';
import { ActDialog } from '../asset/acts/ActDialog.tsx';
import { usePreview } from '../asset/acts/usePreview.ts';
import css from './CheckDialog.module.css';
import { whereIs } from './tileText.ts';

interface CheckDialogProps {
  readonly box: CaseAnswer;
  readonly onClose: (done: boolean) => void;
}

/** As many as are walked to; while more are missing, the list to tick says the rest. */
const NAMED = 24;

const KEPT = z.array(z.string()).readonly();
/** What main says that a count comes to. */
const outcome = z.object({ missing: z.array(z.string()), extra: z.array(z.string()) });

/** Counts what lies in the case, by scanning or ticking; main compares it with what belongs there. */
export function CheckDialog({ box, onClose }: CheckDialogProps) {
  const [seen, setSeen] = useState<readonly string[]>([]);
  const [text, setText] = useState('');
  const { code } = box;
  const { check } = words.case;
  const kept = useKeptChoice(check.expected, seen, setSeen, KEPT);
  const home = useMemo(() => box.rows.flatMap(({ homeAsset }) => (homeAsset ? [homeAsset] : [])), [box.rows]);
  const has = (tag: string): boolean => seen.some((one) => tagKey(one) === tagKey(tag));

  function take(read: string): ScanOutcome {
    if (tagKey(read) === '') return 'blocked';
    if (has(read)) return 'repeated';
    // Known ones are kept by their tag, so that the tick and the scan are the same thing.
    setSeen((all) => [...all, home.find(({ tag }) => tagKey(tag) === tagKey(read))?.tag ?? read.trim()]);
    kept.chosen();
    return 'taken';
  }
  useScans(take);

  const command = { command: 'case.check' as const, code, seen };
  const found = outcome.safeParse(usePreview(command)?.events[0]?.data).data ?? null;
  function toggle(tag: string): void {
    setSeen((all) => (has(tag) ? all.filter((one) => tagKey(one) !== tagKey(tag)) : [...all, tag]));
    kept.chosen();
  }

  function enter(event: KeyboardEvent): void {
    if (event.key !== 'Enter') return;
    // Enter adds what was typed; it never records the count.
    event.preventDefault();
    if (take(text) === 'taken') setText('');
  }

  return (
    <ActDialog
      title={check.title(code)}
      lead={check.lead}
      command={{ ...command, expectedVersion: box.version }}
      confirm={check.confirm}
      done={found ? check.done(found.missing, found.extra) : ''}
      noted
      size="xl"
      onClose={onClose}
    >
      {() => (
        <>
          {kept.field}
          <Group align="end" gap="xs">
            <TextInput
              data-autofocus
              className={css.scan}
              label={check.scan}
              value={text}
              maxLength={80}
              onKeyDown={enter}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <Button onClick={() => take(text) === 'taken' && setText('')} disabled={text.trim() === ''}>
              {check.add}
            </Button>
          </Group>
          <div className={css.columns}>
            <section aria-label={check.expected}>
              <div className={css.head}>
                <h3>{check.expected}</h3>
                <span className="quiet">{check.seen(home.filter(({ tag }) => has(tag)).length, home.length)}</span>
              </div>
              {home.length === 0 && <p className="quiet">{check.nothingExpected}</p>}
              <ul className={css.expected}>
                {box.rows.map(
                  ({ slot, homeAsset, occupant }) =>
                    homeAsset && (
                      <li key={homeAsset.tag}>
                        <Checkbox
                          checked={has(homeAsset.tag)}
                          onChange={() => toggle(homeAsset.tag)}
                          label={
                            <>
                              <span className={css.slot}>{slot}</span> <span className="tag">{homeAsset.tag}</span>
                            </>
                          }
                          description={
                            homeAsset.tag === occupant?.tag ? homeAsset.model : check.notHere(whereIs(homeAsset))
                          }
                        />
                      </li>
                    ),
                )}
              </ul>
              {seen.length > 0 && (
                <Button
                  onClick={() => {
                    setSeen([]);
                    kept.chosen();
                  }}
                >
                  {check.untick}
                </Button>
              )}
            </section>
            <div className={css.found}>
              <Tags title={check.missing} tags={found?.missing ?? null} none={check.noneMissing} tone="bad" />
              <Tags
                title={check.extra}
                tags={found?.extra ?? null}
                none={check.noneExtra}
                tone="warn"
                onRemove={toggle}
              />
            </div>
          </div>
        </>
      )}
    </ActDialog>
  );
}

interface TagsProps {
  readonly title: string;
  /** null: not known yet */
  readonly tags: readonly string[] | null;
  readonly none: string;
  readonly tone: 'bad' | 'warn';
  readonly onRemove?: (tag: string) => void;
}

function Tags({ title, tags, none, tone, onRemove }: TagsProps) {
  return (
    <section aria-label={title}>
      <div className={css.head}>
        <h3>{title}</h3>
        {tags && tags.length > 0 && (
          <span className="chip" data-tone={tone}>
            {tags.length.toLocaleString('en')}
          </span>
        )}
      </div>
      {tags?.length === 0 && <p className="quiet">{none}</p>}
      <ul className={css.tags}>
        {tags?.slice(0, NAMED).map((tag) => (
          <li key={tag}>
            <span className="tag">{tag}</span>
            {onRemove && (
              <Button variant="subtle" aria-label={words.case.check.removeExtra(tag)} onClick={() => onRemove(tag)}>
                ×
              </Button>
            )}
          </li>
        ))}
      </ul>
      {tags && tags.length > NAMED && <p className="quiet">{words.case.check.more(tags.length - NAMED)}</p>}
    </section>
  );
}
