import { Button } from '@mantine/core';
import { useState } from 'react';
import { words } from '../../../shared/uiWords.ts';
import { Refused } from '../../parts/Refused.tsx';
import { Consequence } from '../asset/acts/Consequence.tsx';
import { BeforeAfter } from './BeforeAfter.tsx';
import { Besides } from './Besides.tsx';
import { Clashes } from './Clashes.tsx';
import type { Target } from './draft.ts';
import css from './Preview.module.css';
import type { Sorted } from './refusals.ts';
import { changedStays } from './stays.ts';
import type { Outcome } from './useConsequence.ts';

interface WhatChangesProps {
  /** null: nothing is changed yet, or main has not answered */
  readonly outcome: Outcome | null;
  /** is there anything to work out? */
  readonly begun: boolean;
  readonly sorted: Sorted;
  /** the events that would be corrected */
  readonly targets: readonly Target[];
  readonly onTogether: (eventIds: readonly string[]) => void;
}

const { preview } = words.correction;
/** Assets whose charts are drawn at once. */
const DRAWN = 2;

/** What a correction would lead to, before anything is recorded: custody now, over time, and what it clashes with. */
export function WhatChanges({ outcome, begun, sorted, targets, onTogether }: WhatChangesProps) {
  const [all, setAll] = useState(false);
  const stays = outcome ? changedStays(outcome) : [];
  const legal = outcome !== null && outcome.errors.length === 0;
  const shown = all ? stays : stays.slice(0, DRAWN);
  return (
    <section className={css.preview} aria-label={preview.title} data-settled={outcome?.settled ?? true}>
      <h3>{preview.title}</h3>
      {!begun && <p className="quiet">{preview.begin}</p>}
      {begun && !outcome && <p className="quiet">{preview.asking}</p>}
      <div role="status" aria-live="polite">
        {begun && legal && (
          <p className={css.legal}>
            <span aria-hidden="true">✓</span> {preview.legal}
          </p>
        )}
        {begun && <Clashes clashes={sorted.clashes} onTogether={onTogether} />}
      </div>
      {begun && sorted.others.map((refused) => <Refused key={keyOf(refused)} refused={refused} />)}
      {begun && outcome && legal && (
        <>
          <Consequence
            preview={{
              ...outcome,
              before: outcome.before.custody,
              after: outcome.after.custody,
              events: [],
              refused: null,
            }}
          />
          {stays.length === 0 && <p className="quiet small">{preview.sameStays}</p>}
          <Besides outcome={outcome} targets={targets} />
        </>
      )}
      {begun && outcome && shown.map((one) => <BeforeAfter key={one.tag} stays={one} />)}
      {shown.length < stays.length && (
        <Button onClick={() => setAll(true)}>{preview.moreAssets(stays.length - shown.length)}</Button>
      )}
    </section>
  );
}

const keyOf = ({ code, details }: Outcome['errors'][number]): string => `${code} ${JSON.stringify(details)}`;
