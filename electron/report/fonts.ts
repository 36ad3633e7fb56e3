import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** The fonts of a checkout: assets/fonts. The installed app hands in its own. */
export const fontsFolder = fileURLToPath(new URL('../../assets/fonts', import.meta.url));

const Faces = z.array(
  z.object({
    family: z.enum(['sans', 'mono']),
    weight: z.int(),
    file: z.string(),
    ranges: z.array(z.tuple([z.int(), z.int()])),
  }),
);
type Face = z.output<typeof Faces>[number];

const read = new Map<string, readonly Face[]>();

/** The list of a folder, which never changes while the app runs. */
function facesIn(folder: string): readonly Face[] {
  const known = read.get(folder) ?? Faces.parse(JSON.parse(readFileSync(join(folder, 'fonts.json'), 'utf8')));
  read.set(folder, known);
  return known;
}

/** Names that no machine has installed, so that only what lies in the document itself is meant. */
export const FONT_NAMES = {
  sans: 'AssetTrack Report',
  mono: 'AssetTrack Report Mono',
  more: 'AssetTrack Report More',
} as const;

/** The code points of a text, each once. */
export const lettersOf = (text: string): ReadonlySet<number> => new Set(Array.from(text, (c) => c.codePointAt(0) ?? 0));

/** The families of upright text, in the order in which a letter is looked for. */
export const SANS = `'${FONT_NAMES.sans}','${FONT_NAMES.more}','Noto Sans',sans-serif`;

/**
 * The `@font-face` rules for some text, the fonts within them: of all subsets those whose letters it has.
 *
 * @param folder  with fonts.json, in order of preference, and the files it names
 * @param used    code points of the text
 * @param plain   upright and regular alone, not bold, not for codes
 */
export function fontFaces(folder: string, used: ReadonlySet<number>, plain = false): string {
  const faces = facesIn(folder);
  const wanted = new Set<Face>();
  for (const family of plain ? (['sans'] as const) : (['sans', 'mono'] as const)) {
    for (const weight of plain ? [400] : [400, 700]) {
      const own = faces.filter((face) => face.family === family && face.weight === weight);
      for (const point of used) {
        const face = own.findLast(({ ranges }) => ranges.some(([from, to]) => point >= from && point <= to));
        if (face) wanted.add(face);
      }
    }
  }
  return faces
    .filter((face) => wanted.has(face))
    .map(({ family, weight, file, ranges }) => {
      // A browser that looks for bold takes only the bold faces of a family: what comes in one weight has a family of
      // its own, which is looked into next.
      const single =
        family === 'sans' &&
        !faces.some((other) => other.file === file.replace(/-(400|700)-/, weight === 400 ? '-700-' : '-400-'));
      const name = FONT_NAMES[single ? 'more' : family];
      const weights = single || family === 'mono' ? '400 700' : String(weight);
      const data = readFileSync(join(folder, file)).toString('base64');
      const range = ranges
        .map(([from, to]) => `U+${from.toString(16)}${to > from ? `-${to.toString(16)}` : ''}`)
        .join(',');
      return `@font-face{font-family:'${name}';font-weight:${weights};src:url(data:font/woff2;base64,${data}) format('woff2');unicode-range:${range}}`;
    })
    .join('\n');
}
