import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { words } from '../../../shared/uiWords.ts';
import { Page } from '../../parts/Page.tsx';
import { When } from '../../parts/When.tsx';
import { type HeardScan, onScanHeard } from '../../scan/Scanning.tsx';
import { playSound, type ScanOutcome } from '../../scan/sounds.ts';
import { useScans } from '../../scan/useScans.ts';
import { ScannerSettings } from './ScannerSettings.tsx';
import css from './ScannerTest.module.css';

const SHOWN = 12;
const OUTCOMES: readonly ScanOutcome[] = ['taken', 'repeated', 'blocked'];

/** How this laptop hears the scanner, and how it is told from a hand. Nothing scanned here is recorded. */
export function ScannerTest() {
  const [heard, setHeard] = useState<readonly HeardScan[]>([]);
  useScans(() => 'taken');
  useEffect(() => onScanHeard((scan) => setHeard((all) => [scan, ...all].slice(0, SHOWN))), []);
  return (
    <Page title={words.scanner.title} aside={words.scanner.lead}>
      <div className={css.columns}>
        <section className="panel" aria-label={words.scanner.heard}>
          <h2>{words.scanner.heard}</h2>
          {heard.length === 0 && <p className="quiet">{words.scanner.waiting}</p>}
          <ol className={css.heard} aria-live="polite">
            {heard.map(({ code, slowest, outcome, at }) => (
              <li key={`${at} ${code}`}>
                <span className="tag">{code}</span>
                <span className="quiet">
                  {outcome === 'repeated'
                    ? words.scanner.repeats
                    : words.scanner.keys([...code].length, Math.round(slowest))}
                </span>
                <When at={at} />
              </li>
            ))}
          </ol>
        </section>
        <div className={css.side}>
          <ScannerSettings />
          <section className="panel" aria-label={words.scanner.sounds}>
            <h2>{words.scanner.sounds}</h2>
            <div className={css.sounds}>
              {OUTCOMES.map((outcome) => (
                <Button key={outcome} onClick={() => playSound(outcome)}>
                  {words.scanner[outcome]}
                </Button>
              ))}
            </div>
          </section>
        </div>
      </div>
    </Page>
  );
}
