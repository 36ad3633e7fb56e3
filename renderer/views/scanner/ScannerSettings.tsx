import { Button, NativeSelect, NumberInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { ScannerSettings as Settings } from '../../../shared/ipc/contract.ts';
import { words } from '../../../shared/uiWords.ts';
import { HappenedAt } from '../../parts/HappenedAt.tsx';
import { KeptNote } from '../../parts/KeptNote.tsx';
import { notify } from '../../parts/notify.ts';
import { Refused } from '../../parts/Refused.tsx';
import { useKeptForm } from '../../parts/useKeptForm.ts';
import { useLooksBack } from '../../state/asOf.ts';
import { useApp, useCommand } from '../../state/useApp.ts';
import { useMay } from '../../state/useMay.ts';
import css from './ScannerTest.module.css';

const SUFFIXES = ['enter', 'tab', 'none'] as const satisfies readonly Settings['suffix'][];

/** The organisation's scanner settings; they are recorded like everything else, so that only an admin changes them. */
export function ScannerSettings() {
  const known = useApp(({ store }) => (store?.state === 'open' ? store.scanner : null));
  const may = useMay('settings.change');
  const past = useLooksBack();
  const [changed, setChanged] = useState<Partial<Settings>>({});
  const [occurredAt, setOccurredAt] = useState<string | null>(null);
  /** counts the forms that were sent: each begins at now */
  const [round, setRound] = useState(0);
  const { run, busy, refused } = useCommand();
  const kept = useKeptForm(words.scanner.settings);
  if (!known) return null;
  const { suffix, keyGapMs, blankingMs } = { ...known, ...changed };
  const change = (some: Partial<Settings>): void => setChanged((before) => ({ ...before, ...some }));

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    const answer = await run({
      command: 'settings.change',
      set: { scannerSuffix: suffix, scannerKeyGapMs: keyGapMs, scannerBlankingMs: blankingMs },
      ...(occurredAt === null ? {} : { occurredAt }),
    });
    if (!answer.ok) return;
    kept.forget();
    setChanged({});
    setOccurredAt(null);
    setRound(round + 1);
    notify(words.scanner.saved);
  }

  return (
    <section className="panel" aria-label={words.scanner.settings}>
      <h2>{words.scanner.settings}</h2>
      <form ref={kept.ref} className={css.form} onSubmit={(event) => void save(event)}>
        <KeptNote kept={kept} />
        <NativeSelect
          label={words.scanner.suffix}
          disabled={!may}
          value={suffix}
          data={SUFFIXES.map((value) => ({ value, label: words.scanner.suffixes[value] }))}
          onChange={(event) => {
            const chosen = SUFFIXES.find((value) => value === event.currentTarget.value);
            if (chosen) change({ suffix: chosen });
          }}
        />
        <NumberInput
          label={words.scanner.keyGap}
          description={words.scanner.keyGapHint}
          disabled={!may}
          min={5}
          max={500}
          value={keyGapMs}
          onChange={(value) => change({ keyGapMs: Number(value) })}
        />
        <NumberInput
          label={words.scanner.blanking}
          disabled={!may}
          min={0}
          max={60_000}
          step={100}
          value={blankingMs}
          onChange={(value) => change({ blankingMs: Number(value) })}
        />
        {may && <HappenedAt key={round} value={occurredAt} onChange={setOccurredAt} />}
        <Refused refused={refused} />
        {may ? (
          <div>
            <Button type="submit" variant="filled" loading={busy} disabled={Object.keys(changed).length === 0}>
              {words.scanner.save}
            </Button>
          </div>
        ) : (
          !past && <p className="quiet">{words.scanner.adminOnly}</p>
        )}
      </form>
    </section>
  );
}
