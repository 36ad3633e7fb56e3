/** A point of a signature, in units of the pad: 600 wide, 200 high. */
export type Point = readonly [x: number, y: number];
export type Stroke = readonly Point[];

export const PAD = { width: 600, height: 200 } as const;
/** Bytes of JSON that a signature may have; the contract allows 32,768. */
const MOST_BYTES = 32_000;
/** Strokes that a signature may have, by the contract; nobody needs as many. */
export const MOST_STROKES = 500;
/** Units that a pen must move before a point counts: less is the tremble of a hand. */
const STEP = 2;

/** Whole units, inside the pad. */
export function onPad(x: number, y: number): Point {
  const within = (n: number, most: number): number => Math.round(Math.min(most, Math.max(0, n)));
  return [within(x, PAD.width), within(y, PAD.height)];
}

/** The stroke with a point more, unless the pen hardly moved. */
export function drawnOn(stroke: Stroke, point: Point): Stroke {
  const last = stroke.at(-1);
  if (last && Math.hypot(point[0] - last[0], point[1] - last[1]) < STEP) return stroke;
  return [...stroke, point];
}

/**
 * The signature small enough to be stored: points that a line through their neighbours nearly meets are left out, the
 * more of them the larger it is.
 */
export function fitted(strokes: readonly Stroke[]): readonly Stroke[] {
  let fits = strokes;
  for (let tolerance = 0.75; JSON.stringify(fits).length > MOST_BYTES; tolerance *= 2) {
    fits = strokes.map((stroke) => simplified(stroke, tolerance));
  }
  return fits;
}

/** Ramer–Douglas–Peucker, with a stack of its own: a stroke may have thousands of points. */
function simplified(stroke: Stroke, tolerance: number): Stroke {
  const kept = new Set([0, stroke.length - 1]);
  const open: [number, number][] = [[0, stroke.length - 1]];
  for (let range = open.pop(); range; range = open.pop()) {
    const [from, to] = range;
    let farthest = from;
    let distance = tolerance;
    for (let i = from + 1; i < to; i += 1) {
      const off = distanceToLine(stroke[i], stroke[from], stroke[to]);
      if (off > distance) [farthest, distance] = [i, off];
    }
    if (farthest === from) continue;
    kept.add(farthest);
    open.push([from, farthest], [farthest, to]);
  }
  return stroke.filter((_, i) => kept.has(i));
}

function distanceToLine(point: Point | undefined, from: Point | undefined, to: Point | undefined): number {
  if (!point || !from || !to) return 0;
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  if (length === 0) return Math.hypot(point[0] - from[0], point[1] - from[1]);
  return Math.abs(dy * (point[0] - from[0]) - dx * (point[1] - from[1])) / length;
}

/** A stroke as the path of an SVG, rounded through the middles between its points; a single point is a dot. */
export function strokePath(stroke: Stroke): string {
  const [first, ...others] = stroke;
  if (!first) return '';
  const [x, y] = first;
  if (others.length === 0) return `M${x} ${y}h0`;
  const curves = others.slice(0, -1).map((point, i) => {
    const next = others[i + 1] ?? point;
    return `Q${point[0]} ${point[1]} ${(point[0] + next[0]) / 2} ${(point[1] + next[1]) / 2}`;
  });
  const end = others.at(-1) ?? first;
  return `M${x} ${y}${curves.join('')}L${end[0]} ${end[1]}`;
}
