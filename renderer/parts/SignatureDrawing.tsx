import css from './SignaturePad.module.css';
import { PAD, type Stroke, strokePath } from './signature.ts';

interface SignatureDrawingProps {
  readonly strokes: readonly Stroke[];
  /** in words, for who does not see it */
  readonly label: string;
}

/** A signature as it was drawn. */
export function SignatureDrawing({ strokes, label }: SignatureDrawingProps) {
  return (
    <svg className={css.drawing} viewBox={`0 0 ${PAD.width} ${PAD.height}`} role="img" aria-label={label}>
      <Strokes strokes={strokes} />
    </svg>
  );
}

export function Strokes({ strokes }: { readonly strokes: readonly Stroke[] }) {
  return strokes.map((stroke, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: strokes are drawn in order and never reordered
    <path key={i} className={css.stroke} d={strokePath(stroke)} />
  ));
}
