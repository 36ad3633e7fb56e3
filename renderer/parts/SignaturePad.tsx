import { Button } from '@mantine/core';
import { type KeyboardEvent, type PointerEvent, useId, useRef, useState } from 'react';
import { words } from '../../shared/uiWords.ts';
import { Strokes } from './SignatureDrawing.tsx';
import css from './SignaturePad.module.css';
import { drawnOn, MOST_STROKES, onPad, PAD, type Point, type Stroke } from './signature.ts';

interface SignaturePadProps {
  readonly strokes: readonly Stroke[];
  readonly onChange: (strokes: readonly Stroke[]) => void;
}

const { signature } = words.desk;

/** Units that an arrow key moves the pen; with Shift, a long way. */
const KEY_STEP = 6;
const KEY_LEAP = 30;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * Takes a signature: by pen, finger or mouse, or with the keys. The arrows move a pen that the space bar sets down and
 * lifts, so that who cannot hold a pointer signs all the same.
 */
export function SignaturePad({ strokes, onChange }: SignaturePadProps) {
  const hintId = useId();
  const pad = useRef<SVGSVGElement>(null);
  const drawing = useRef<Stroke | null>(null);
  const [pen, setPen] = useState<Point>([60, 140]);
  const [down, setDown] = useState(false);
  const [keyed, setKeyed] = useState(false);

  const whereOf = ({ clientX, clientY }: { clientX: number; clientY: number }): Point => {
    const box = pad.current?.getBoundingClientRect();
    if (!box) return pen;
    return onPad(((clientX - box.left) / box.width) * PAD.width, ((clientY - box.top) / box.height) * PAD.height);
  };

  function begin(event: PointerEvent<SVGSVGElement>): void {
    if (event.button !== 0 || strokes.length >= MOST_STROKES) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setKeyed(false);
    setDown(false);
    drawing.current = [whereOf(event)];
    onChange([...strokes, drawing.current]);
  }

  function draw(event: PointerEvent<SVGSVGElement>): void {
    if (!drawing.current) return;
    // A pen reports more often than the page is drawn.
    const moves = event.nativeEvent.getCoalescedEvents?.() ?? [];
    const stroke = (moves.length > 0 ? moves : [event]).map(whereOf).reduce(drawnOn, drawing.current);
    if (stroke === drawing.current) return;
    drawing.current = stroke;
    onChange([...strokes.slice(0, -1), stroke]);
  }

  function lift(): void {
    const last = drawing.current?.at(-1);
    if (last) setPen(last);
    drawing.current = null;
  }

  function key(event: KeyboardEvent): void {
    const arrow = ARROWS[event.key];
    if (arrow) {
      const step = event.shiftKey ? KEY_LEAP : KEY_STEP;
      const next = onPad(pen[0] + arrow[0] * step, pen[1] + arrow[1] * step);
      setPen(next);
      if (down) onChange([...strokes.slice(0, -1), drawnOn(strokes.at(-1) ?? [], next)]);
    } else if (event.key === ' ') {
      if (!down && strokes.length >= MOST_STROKES) return;
      if (!down) onChange([...strokes, [pen]]);
      setDown(!down);
    } else if (event.key === 'Backspace') {
      onChange(strokes.slice(0, -1));
      setDown(false);
    } else return;
    setKeyed(true);
    event.preventDefault();
  }

  return (
    <div>
      <svg
        ref={pad}
        className={css.pad}
        viewBox={`0 0 ${PAD.width} ${PAD.height}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is drawn in with the keys too
        tabIndex={0}
        role="application"
        aria-label={signature.label}
        aria-describedby={hintId}
        onPointerDown={begin}
        onPointerMove={draw}
        onPointerUp={lift}
        onPointerCancel={lift}
        onKeyDown={key}
        onBlur={() => setDown(false)}
      >
        <line className={css.base} x1="30" x2={PAD.width - 30} y1="160" y2="160" />
        <Strokes strokes={strokes} />
        {keyed && <circle className={css.pen} data-down={down} cx={pen[0]} cy={pen[1]} r={down ? 5 : 8} />}
      </svg>
      <div className={css.foot}>
        <p id={hintId} className={css.hint}>
          {signature.hint} {signature.keys}
        </p>
        <span role="status" className={css.count}>
          {keyed ? `${down ? signature.down : signature.up} · ` : ''}
          {signature.strokes(strokes.length)}
        </span>
        <Button
          disabled={strokes.length === 0}
          onClick={() => {
            setDown(false);
            onChange([]);
          }}
        >
          {signature.clear}
        </Button>
      </div>
    </div>
  );
}
