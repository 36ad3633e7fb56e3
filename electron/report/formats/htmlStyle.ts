import type { Paper } from '../../../shared/contract/reports.ts';
import { FONT_NAMES } from '../fonts.ts';

/** Millimetres around the text; the foot of each page stands in the lower one. */
export const MARGINS = { top: 14, side: 14, bottom: 20 } as const;

/**
 * Black on white, and so on a screen too: a document looks the same wherever it is opened. No ligatures: out of a PDF,
 * some programs read `ffi` as nothing.
 */
export function styleOf(paper: Paper, wide: boolean): string {
  return `
@page { size: ${paper} ${wide ? 'landscape' : 'portrait'}; margin: ${MARGINS.top}mm ${MARGINS.side}mm ${MARGINS.bottom}mm; }
* { box-sizing: border-box; }
html { background: #fff; color: #111; font: 9pt/1.38 '${FONT_NAMES.sans}', '${FONT_NAMES.more}', 'Noto Sans', sans-serif; font-variant-numeric: tabular-nums; font-variant-ligatures: no-common-ligatures; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body { margin: 0; }
@media screen { body { max-width: ${wide ? 277 : 190}mm; margin: 10mm auto; padding: 0 6mm; } }
h1, h2, h3, p, dl, dd, figure { margin: 0; }
h1 { font-size: 19pt; line-height: 1.15; font-weight: 700; letter-spacing: -0.01em; }
h2 { font-size: 14pt; line-height: 1.2; margin-top: 9mm; padding-top: 3mm; border-top: 1.6pt solid #111; break-after: avoid; }
h3 { font-size: 10.5pt; margin: 5.5mm 0 1.5mm; break-after: avoid; }
.org { font-weight: 700; margin-bottom: 1mm; }
.top { display: grid; grid-template-columns: 1fr auto; gap: 8mm; align-items: start; border-bottom: 1.6pt solid #111; padding-bottom: 4mm; }
.subject { font-size: 13pt; margin-top: 1mm; font-weight: 700; }
.lead { margin-top: 2mm; max-width: 135mm; color: #333; }
.qr { width: 25mm; }
.qr svg { display: block; width: 25mm; height: 25mm; }
.about { display: grid; grid-template-columns: 1fr 1fr; grid-auto-flow: row dense; gap: 1mm 8mm; padding: 3mm 0; border-bottom: 0.5pt solid #111; font-size: 7.8pt; line-height: 1.35; }
.about div, .facts div { display: grid; grid-template-columns: 24mm 1fr; gap: 2mm; break-inside: avoid; }
.about dt, .facts dt { color: #444; }
.about .whole { grid-column: 1 / -1; }
.official { padding: 2mm 0 0; font-size: 7.8pt; font-weight: 700; }
.legend { font-weight: 400; color: #444; }
.facts { display: grid; grid-template-columns: 1fr 1fr; gap: 1.2mm 8mm; margin-top: 4mm; break-inside: avoid; }
h3 + .facts { margin-top: 1.5mm; }
.facts .whole { grid-column: 1 / -1; }
.facts .bare { grid-template-columns: 1fr; }
dd { min-width: 0; overflow-wrap: anywhere; }
.sectionnote { color: #444; margin: -0.5mm 0 1.5mm; font-size: 8pt; break-after: avoid; }
.note { border: 0.8pt solid #111; padding: 2mm 3mm; margin-top: 4mm; break-inside: avoid; }
.note[data-tone='quiet'] { border: 0; padding: 0; color: #444; }
.empty { color: #444; font-style: normal; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; font-size: 7.9pt; line-height: 1.32; }
thead { display: table-header-group; }
th { text-align: left; font-size: 7.4pt; font-weight: 700; padding: 1mm 1.6mm 1mm 0; border-bottom: 1pt solid #111; vertical-align: bottom; }
tr.of th { border-bottom: 0; padding-bottom: 0; font-weight: 400; color: #444; }
td { padding: 1.1mm 1.6mm 0.9mm 0; vertical-align: top; overflow-wrap: anywhere; }
td.n, th.n { text-align: right; padding-right: 3mm; }
tbody { break-inside: avoid; border-bottom: 0.35pt solid #999; }
tr { break-inside: avoid; }
tr.below td { padding-top: 0; padding-bottom: 1.2mm; font-size: 7.2pt; color: #222; }
tr.below .proof { font-size: 5.9pt; line-height: 1.4; color: #444; }
tbody[data-mark='gap'], tbody[data-mark='bad'] { background: #f0f0f0; }
tbody[data-mark='superseded'] { color: #444; }
s { text-decoration-thickness: 0.9pt; }
.code { font-family: '${FONT_NAMES.mono}', '${FONT_NAMES.sans}', '${FONT_NAMES.more}', monospace; font-size: 0.93em; }
.line { display: block; }
tr.below .line { white-space: pre-line; }
.mark { display: inline-block; font-weight: 700; border: 0.7pt solid #111; border-radius: 0.8mm; padding: 0 1mm; font-size: 0.9em; line-height: 1.3; text-decoration: none; color: #111; }
.mark[data-tone='bad'] { background: #111; color: #fff; }
time, .nowrap { white-space: nowrap; }
time .clock { white-space: nowrap; }
td time { white-space: normal; }
.off { color: #444; font-size: 0.92em; }
.parties { display: grid; grid-template-columns: 1fr 1fr; gap: 4mm; }
.party { border: 0.7pt solid #111; padding: 2.5mm 3mm; break-inside: avoid; min-height: 22mm; }
.party .role { color: #444; font-size: 7.8pt; }
.party b { display: block; font-size: 10pt; }
.party svg { display: block; width: 60mm; height: 20mm; margin: 1mm 0; }
.party svg path { fill: none; stroke: #111; stroke-width: 3; stroke-linecap: round; stroke-linejoin: round; }
.party .how { color: #333; font-size: 7.8pt; }
`;
}
