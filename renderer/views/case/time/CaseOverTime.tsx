import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import { words } from '../../../../shared/uiWords.ts';
import { Busy } from '../../../parts/Busy.tsx';
import { useAllRows } from '../../../state/useAllRows.ts';
import { useNow } from '../../../state/useNow.ts';
import css from './CaseOverTime.module.css';
import { lanesOf } from './lanes.ts';
import { SlotTimes } from './SlotTimes.tsx';

interface CaseOverTimeProps {
  readonly code: string;
  readonly slots: number;
  /** the slot to begin at */
  readonly wanted: number;
}

/** Who came and went, slot by slot. Asked only when somebody wants to see it. */
export function CaseOverTime(props: CaseOverTimeProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const { time } = words.case;
  return (
    <section className="panel" aria-label={time.title}>
      <div className={css.head}>
        <h2>{time.title}</h2>
        <Button aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          {open ? time.hide : time.show}
        </Button>
      </div>
      <div id={id}>{open && <Times {...props} />}</div>
    </section>
  );
}

function Times({ code, slots, wanted }: CaseOverTimeProps) {
  const { rows } = useAllRows('case.spans', { code, limit: 1000 });
  // Of the moment at which it was opened: a chart that creeps along with the clock cannot be pointed at.
  const shown = useNow();
  const [now] = useState(shown);
  if (!rows) return <Busy />;
  if (rows.length === 0) return <p className="quiet">{words.case.time.none}</p>;
  return <SlotTimes lanes={lanesOf(rows, slots, now)} now={now} wanted={wanted} />;
}
