import { toSVG } from 'bwip-js/node';
import type { Paper } from '../../../shared/contract/reports.ts';
import type {
  AcceptanceSection,
  Cell,
  DocumentHead,
  FactsSection,
  ReportDocument,
  Row,
  TableSection,
} from '../../../shared/report/document.ts';
import { documentWords as words } from '../../../shared/uiWordsReportDocument.ts';
import { fontFaces } from '../fonts.ts';
import { factsOfHead } from '../headFacts.ts';
import { cellHtml, escapeHtml } from './htmlCells.ts';
import { styleOf } from './htmlStyle.ts';

export interface HtmlOptions {
  readonly paper: Paper;
  /** folder of the fonts that go into the document */
  readonly fonts: string;
  /** rows of each table that a preview shows; null: all */
  readonly maxRows: number | null;
  onRow(): void;
}

/** Reports of many columns lie on their side. */
const isWide = ({ report }: Pick<DocumentHead, 'report'>): boolean => report === 'ledger' || report === 'audit';

/** Nothing is loaded, nothing runs: the document is all there is. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:";
const CHUNK_CHARS = 64 * 1024;

/**
 * The document: one page of HTML without script that opens anywhere, and of which the PDF is a print. The fonts come
 * last, when it is known which letters were used.
 */
export function* htmlText({ head, sections }: ReportDocument, options: HtmlOptions): Generator<string> {
  const used = new Set<number>();
  const seen = (text: string): string => {
    for (const letter of text) used.add(letter.codePointAt(0) ?? 0);
    return text;
  };
  yield seen(beginning(head, options.paper));
  let about: string | null = null;
  for (const section of sections()) {
    switch (section.kind) {
      case 'heading':
        about = section.title;
        yield seen(
          `<h2><bdi>${escapeHtml(section.title)}</bdi>${section.note === null ? '' : ` <small><bdi>${escapeHtml(section.note)}</bdi></small>`}</h2>`,
        );
        break;
      case 'note':
        yield seen(`<p class="note" data-tone="${section.tone}">${escapeHtml(section.text)}</p>`);
        break;
      case 'facts':
        yield seen(factsHtml(section));
        break;
      case 'acceptance':
        yield seen(acceptanceHtml(section));
        break;
      default: {
        for (const text of tableHtml(section, about, options)) yield seen(text);
      }
    }
  }
  yield `</main><style>${fontFaces(options.fonts, used)}</style></body></html>\n`;
}

function beginning(head: DocumentHead, paper: Paper): string {
  const { title, subject, organisation, chainHead, report } = head;
  const name = [title, subject, head.documentNumber].filter((part) => part !== null).join(' · ');
  const facts = factsOfHead(head).map(
    ({ label, value }) =>
      `<div${label === words.head || label === words.filter ? ' class="whole"' : ''}><dt>${escapeHtml(label)}</dt><dd>${cellHtml(value)}</dd></div>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><meta name="viewport" content="width=device-width"><title>${escapeHtml(name)}</title><style>${styleOf(paper, isWide(head))}</style></head>
<body><header><div class="top"><div><p class="org"><bdi>${escapeHtml(organisation)}</bdi></p><h1>${escapeHtml(title)}</h1>${subject === null ? '' : `<p class="subject"><bdi>${escapeHtml(subject)}</bdi></p>`}<p class="lead">${escapeHtml(words.leads[report])}</p></div><figure class="qr" role="img" aria-label="${escapeHtml(words.qr(chainHead.seq))}">${qrSvg(head)}</figure></div>
<dl class="about">${facts.join('')}</dl><p class="official">${escapeHtml(words.notOfficial)} <span class="legend">${escapeHtml(words.legend)}</span></p></header><main>`;
}

/** The head of the chain and the document's number, for whoever wants to compare without typing 64 signs. */
function qrSvg({ storeId, chainHead, documentNumber }: DocumentHead): string {
  const text = `assettrack-head store=${storeId} seq=${chainHead.seq} sha256=${chainHead.hash} document=${documentNumber}`;
  // Inside a page the drawing needs no name space, and the page names no address at all.
  return toSVG({ bcid: 'qrcode', text, paddingwidth: 0, paddingheight: 0 }).replace(/ xmlns="[^"]*"/, '');
}

/** Characters that half of the page holds in two lines. */
const HALF = 80;

/** Would it be squeezed in half of the page? */
function isLong(value: Cell): boolean {
  if (value === null) return false;
  if (value.kind === 'text') return value.text.length > HALF;
  if (value.kind === 'lines') return value.lines.some(isLong);
  return value.kind === 'run' && value.parts.length > 3;
}

function factsHtml({ title, facts }: FactsSection): string {
  const rows = facts.map(({ label, value }) =>
    label === ''
      ? `<div class="whole bare"><dd>${cellHtml(value)}</dd></div>`
      : `<div${isLong(value) ? ' class="whole"' : ''}><dt><bdi>${escapeHtml(label)}</bdi></dt><dd>${cellHtml(value)}</dd></div>`,
  );
  return `${title === null ? '' : `<h3>${escapeHtml(title)}</h3>`}<dl class="facts">${rows.join('')}</dl>`;
}

/** @param about of which entity of several the table is: its head says so on every page that the table goes on to */
function* tableHtml(section: TableSection, about: string | null, { maxRows, onRow }: HtmlOptions): Generator<string> {
  const { title, note, columns } = section;
  const total = columns.reduce((sum, { width }) => sum + width, 0);
  const rows = section.rows[Symbol.iterator]();
  let next = rows.next();
  const titled = `<section><h3>${escapeHtml(title)}</h3>${note === null ? '' : `<p class="sectionnote">${escapeHtml(note)}</p>`}`;
  if (next.done) {
    yield `${titled}<p class="empty">${escapeHtml(section.empty)}</p></section>`;
    return;
  }
  const cols = columns.map(({ width }) => `<col style="width:${((100 * width) / total).toFixed(2)}%">`).join('');
  const heads = columns.map(
    ({ label, kind }) => `<th scope="col"${kind === 'number' ? ' class="n"' : ''}>${escapeHtml(label)}</th>`,
  );
  const of =
    about === null
      ? ''
      : `<tr class="of"><th colspan="${columns.length}" scope="colgroup"><bdi>${escapeHtml(about)}</bdi></th></tr>`;
  let text = `${titled}<table><colgroup>${cols}</colgroup><thead>${of}<tr>${heads.join('')}</tr></thead>`;
  for (let count = 0; !next.done && (maxRows === null || count < maxRows); next = rows.next()) {
    count += 1;
    onRow();
    text += rowHtml(next.value, section);
    if (text.length < CHUNK_CHARS) continue;
    yield text;
    text = '';
  }
  // What follows is there, but not in a preview.
  const cut = next.done ? '' : `<p class="note">${escapeHtml(words.truncated(maxRows ?? 0))}</p>`;
  yield `${text}</table>${cut}</section>`;
}

function rowHtml(row: Row, { columns }: TableSection): string {
  const gone = row.mark === 'superseded';
  const cells = row
    .cells()
    .map((cell, i) => `<td${columns[i]?.kind === 'number' ? ' class="n"' : ''}>${cellHtml(cell, gone)}</td>`);
  const below = (row.below?.() ?? []).map((cell, i, all) => {
    const proof = i === all.length - 1 && cell?.kind === 'run' ? ' proof' : '';
    return `<span class="line${proof}">${cellHtml(cell)}</span>`;
  });
  const more =
    below.length === 0 ? '' : `<tr class="below"><td colspan="${columns.length}">${below.join('')}</td></tr>`;
  return `<tbody${row.mark ? ` data-mark="${row.mark}"` : ''}><tr>${cells.join('')}</tr>${more}</tbody>\n`;
}

function acceptanceHtml({ title, parties }: AcceptanceSection): string {
  const boxes = parties.map(({ party, name, given }) => {
    const role = `<span class="role">${escapeHtml(party)}</span>`;
    if (given === null) {
      return `<div class="party">${role}<p><span class="mark" data-tone="bad">${escapeHtml(words.receipt.notAccepted)}</span></p></div>`;
    }
    const drawn = given.signature === null ? '' : signatureSvg(given.signature, name);
    const witness = given.witness === null ? '' : `<p>${escapeHtml(words.receipt.witness(given.witness))}</p>`;
    return `<div class="party">${role}<b><bdi>${escapeHtml(name)}</bdi></b><p>“${escapeHtml(given.meaning)}”</p>${drawn}${witness}<p class="how">${escapeHtml(given.method)} · ${cellHtml(given.at)}</p></div>`;
  });
  return `<h3>${escapeHtml(title)}</h3><div class="parties">${boxes.join('')}</div>`;
}

function signatureSvg(strokes: readonly (readonly (readonly [number, number])[])[], name: string): string {
  const path = (stroke: readonly (readonly [number, number])[]) => {
    const [first, ...rest] = stroke;
    if (!first) return '';
    // A dot is a line to where it began.
    const points = rest.length === 0 ? [first] : rest;
    return `<path d="M${first[0]} ${first[1]}${points.map(([x, y]) => `L${x} ${y}`).join('')}"/>`;
  };
  return `<svg viewBox="0 0 600 200" role="img" aria-label="${escapeHtml(words.receipt.signatureOf(name))}">${strokes.map(path).join('')}</svg>`;
}
