import { toSVG } from 'bwip-js/node';

/** Below this width of a bar, mm, cheap scanners fail (7.5 mil, the usual smallest of handhelds). */
const LEAST_BAR = 0.19;
/** Wider ones are no easier to read. */
const MOST_BAR = 0.5;
/** Clear space that Code 128 wants on either side, in bars. */
const QUIET_BARS = 10;
/** Of a QR code, mm: a side of a square. */
const LEAST_SQUARE = 0.33;
/** Units of its drawing that one square takes. */
const QR_UNITS = 2;

/** The drawing of a symbol, its size in the units of its own drawing. */
function draw(bcid: 'code128' | 'qrcode', text: string) {
  const options = bcid === 'qrcode' ? { eclevel: 'M' } : { height: 10, includetext: false };
  const svg = toSVG({ bcid, text, scale: 1, paddingwidth: 0, paddingheight: 0, ...options });
  const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
  if (width === undefined || height === undefined) throw new Error('a drawn symbol says its size');
  return { svg, width: Number(width), height: Number(height) };
}

const placed = (svg: string, width: number, height: number): string =>
  svg.replace(
    '<svg ',
    `<svg preserveAspectRatio="none" shape-rendering="crispEdges" style="width:${width.toFixed(3)}mm;height:${height.toFixed(3)}mm" `,
  );

/**
 * Code 128 in a width. @param room  mm, with its quiet zones
 *
 * @returns null: its bars would be too narrow to be read
 */
export function code128(text: string, room: number, height: number): string | null {
  const { svg, width } = draw('code128', text);
  const bar = Math.min(MOST_BAR, room / (width + 2 * QUIET_BARS));
  return bar < LEAST_BAR ? null : placed(svg, width * bar, height);
}

/** A QR code in a square. @param room  mm. @returns null: its squares would be too small to be read */
export function qrCode(text: string, room: number): string | null {
  const { svg, width } = draw('qrcode', text);
  return (room * QR_UNITS) / width < LEAST_SQUARE ? null : placed(svg, room, room);
}
