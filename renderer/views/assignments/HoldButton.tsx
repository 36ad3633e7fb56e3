import { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef, useState } from 'react';
import { words } from '../../../shared/uiWords.ts';
import css from './HoldButton.module.css';

/** ms that the button is held: too long for a slip, short enough to be done with gloves on */
const HOLD_MS = 1200;

interface HoldButtonProps {
  readonly label: string;
  readonly disabled: boolean;
  /** says in words, for who does not see the ring, what the hold has come to */
  readonly say: (sentence: string) => void;
  readonly onConfirm: () => void;
}

/**
 * A deliberate act: pressed and held by finger, mouse, Space or Enter, while a ring fills. Letting go, Escape, leaving
 * the button or the window cancels.
 */
export function HoldButton({ label, disabled, say, onConfirm }: HoldButtonProps) {
  const [holding, setHolding] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  /** the key that holds it; null: a pointer does */
  const key = useRef<string | null>(null);
  const hintId = useId();

  useEffect(() => () => clearTimeout(timer.current ?? undefined), []);

  function begin(by: string | null): void {
    if (disabled || timer.current !== null) return;
    key.current = by;
    setHolding(true);
    say(words.assignments.reader.hold);
    timer.current = setTimeout(() => {
      timer.current = null;
      setHolding(false);
      onConfirm();
    }, HOLD_MS);
  }

  function cancel(): void {
    if (timer.current === null) return;
    clearTimeout(timer.current);
    timer.current = null;
    setHolding(false);
    say(words.assignments.reader.cancelled);
  }

  function pressed(event: PointerEvent<HTMLButtonElement>): void {
    if (event.button !== 0) return;
    begin(null);
  }

  function keyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      cancel();
      return;
    }
    if (event.key !== ' ' && event.key !== 'Enter') return;
    event.preventDefault();
    // Held before the button had the focus, or since it was cancelled: only a new press begins.
    if (!event.repeat) begin(event.key);
  }

  function keyUp(event: KeyboardEvent): void {
    if (event.key === key.current) cancel();
  }

  return (
    <div className={css.hold}>
      <button
        type="button"
        className={css.button}
        data-holding={holding}
        aria-disabled={disabled}
        aria-describedby={hintId}
        onPointerDown={pressed}
        onPointerUp={cancel}
        onPointerLeave={cancel}
        onPointerCancel={cancel}
        onContextMenu={(event) => event.preventDefault()}
        onKeyDown={keyDown}
        onKeyUp={keyUp}
        onBlur={cancel}
      >
        <svg className={css.ring} viewBox="0 0 24 24" aria-hidden="true">
          <circle cx="12" cy="12" r="9" className={css.track} />
          <circle
            cx="12"
            cy="12"
            r="9"
            className={css.fill}
            pathLength="1"
            style={{ animationDuration: `${HOLD_MS}ms` }}
          />
        </svg>
        <span>{holding ? words.assignments.reader.holding : label}</span>
      </button>
      <p className={css.hint} id={hintId}>
        {disabled ? words.assignments.reader.toEnd : words.assignments.reader.holdHint}
      </p>
    </div>
  );
}
