import type { ScannerSettings } from '../../shared/ipc/contract.ts';
import { openBlanking, openBurst, type Scan } from './burst.ts';

/** Fields of this kind hold a PIN: a scan is refused there, and none of it is kept. */
const PIN_FIELD = '[data-pin]';

export interface CaptureNeeds {
  /** a scan, once per code within the blanking period */
  scanned(scan: Scan): void;
  /** the same code again, too soon */
  repeated(scan: Scan): void;
  /** a scan into a PIN field; the field is empty again */
  refused(): void;
  /** a single letter that was typed outside a field and did not begin a scan */
  letter(letter: string): void;
}

type Field = HTMLInputElement | HTMLTextAreaElement;

/** A field as it was before the first key of what may be a scan. */
interface Before {
  readonly field: Field;
  readonly value: string;
  readonly selection: readonly [number | null, number | null];
}

/**
 * Hears every key of the window before anybody else does, and takes the scans out. What a scanner typed into a field
 * is taken back when the scan is known as one, so that no character of a hand is ever held up; outside fields, keys
 * are let through only when they cannot be part of a scan. The Enter of a scan presses nothing.
 *
 * @returns how to stop
 */
export function captureScans(target: Window, settings: ScannerSettings, needs: CaptureNeeds): () => void {
  const burst = openBurst(settings);
  const blanking = openBlanking(settings.blankingMs);
  let before: Before | null = null;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let letter: ReturnType<typeof setTimeout> | undefined;

  function keyDown(event: KeyboardEvent): void {
    // A key that is held down repeats itself; a scanner lets go of each.
    if (event.repeat || event.isComposing || event.ctrlKey !== event.altKey || event.metaKey) {
      burst.reset();
      return;
    }
    clearTimeout(silence);
    clearTimeout(letter);
    const field = fieldOf(event.target);
    const heard = burst.key({ key: event.key, at: event.timeStamp });
    switch (heard.is) {
      case 'typing':
        return;
      case 'first':
        before = field && { field, value: field.value, selection: [field.selectionStart, field.selectionEnd] };
        if (!field && !event.repeat && event.key !== ' ') {
          letter = setTimeout(() => needs.letter(event.key), settings.keyGapMs + 5);
        }
        break;
      case 'burst':
        // A list that is walked by first letters, a shortcut, a button: a scan must not work them.
        if (!field) swallow(event);
        break;
      default:
        swallow(event);
        deliver(heard.scan, event.target);
        return;
    }
    // Where a scan ends with a key, no clock of ours may end it: keys bear the time at which they were pressed, and
    // those of one scan arrive apart when the app was busy in between.
    if (settings.suffix !== 'none') return;
    silence = setTimeout(() => {
      const scan = burst.silence();
      if (scan) deliver(scan, event.target);
    }, settings.keyGapMs * 2);
  }

  function deliver(scan: Scan, at: EventTarget | null): void {
    if (at instanceof Element && at.closest(PIN_FIELD)) {
      if (before) write(before.field, '');
      before = null;
      needs.refused();
      return;
    }
    if (before) {
      write(before.field, before.value);
      const [start, end] = before.selection;
      // Numbers, dates and the like have no selection.
      if (start !== null) before.field.setSelectionRange(start, end);
      before = null;
    }
    if (blanking.repeats(scan.code, performance.now())) needs.repeated(scan);
    else needs.scanned(scan);
  }

  target.addEventListener('keydown', keyDown, { capture: true });
  return () => {
    target.removeEventListener('keydown', keyDown, { capture: true });
    clearTimeout(silence);
    clearTimeout(letter);
  };
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function fieldOf(target: EventTarget | null): Field | null {
  if (target instanceof HTMLTextAreaElement) return target.readOnly ? null : target;
  if (!(target instanceof HTMLInputElement) || target.readOnly) return null;
  return ['button', 'checkbox', 'radio', 'range', 'submit', 'reset', 'file', 'color'].includes(target.type)
    ? null
    : target;
}

/** Sets a field as if it had been typed, so that React hears of it. */
function write(field: Field, value: string): void {
  const owner = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(owner, 'value')?.set?.call(field, value);
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
