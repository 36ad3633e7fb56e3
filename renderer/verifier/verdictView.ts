import type { PackVerdict } from '../../shared/pack/checkPack.ts';
import type { PackManifest } from '../../shared/pack/packFormat.ts';
import { safeText } from '../../shared/pack/safeText.ts';
import type { Statement } from '../../shared/pack/statement.ts';
import { spaced } from '../../shared/uiWordsPack.ts';
import { verifierWords as words } from '../../shared/uiWordsVerifier.ts';
import { element } from './element.ts';
import { instantText, sizeText } from './format.ts';

type How = Statement['verdict'];
const SIGNS: Readonly<Record<How, string>> = { broken: '✕', proven: '✓', 'not proven': '–' };

export interface Checked {
  readonly file: { readonly name: string; readonly size: number };
  readonly at: Date;
  /** Did somebody name the key it must have? */
  readonly keyNamed: boolean;
  readonly verdict: PackVerdict;
}

/** The answer in one sentence, what it rests on, and what it leaves open. Its heading takes the focus. */
export function verdictView({ file, at, keyNamed, verdict: { ok, statements, manifest } }: Checked): HTMLElement {
  const tone = ok ? (keyNamed ? 'known' : 'unknown') : 'broken';
  const heading = element('h2', { id: 'verdict', tabIndex: -1 }, words.verdict[tone]);
  const groups = (['broken', 'proven', 'not proven'] as const).map((how) => groupView(how, statements));
  return element(
    'section',
    { attributes: { 'aria-labelledby': 'verdict' } },
    element(
      'div',
      { className: `banner ${tone}` },
      heading,
      element('p', {}, words.verdictMore[tone]),
      element('p', { className: 'fine' }, words.checkedAt(file.name, sizeText(file.size), instantText(at))),
    ),
    ...groups.flatMap((group) => group ?? []),
    ...(manifest ? [selfView(manifest)] : []),
  );
}

function groupView(how: How, statements: readonly Statement[]): HTMLElement | null {
  const own = statements.filter(({ verdict }) => verdict === how);
  if (own.length === 0) return null;
  const items = own.map(({ text }) =>
    element(
      'li',
      {},
      element('span', { className: 'sign', attributes: { 'aria-hidden': 'true' } }, SIGNS[how]),
      element('span', { className: 'text' }, text),
    ),
  );
  const id = `group-${how.replace(' ', '-')}`;
  return element(
    'section',
    { className: `panel group ${how.replace(' ', '-')}`, attributes: { 'aria-labelledby': id } },
    element('h3', { id }, words.groups[how]),
    element('p', { className: 'fine' }, words.groupMore[how]),
    element('ul', {}, ...items),
  );
}

function selfView({ about, organisation, madeAt, madeBy, signer, events, chainHead }: PackManifest): HTMLElement {
  const reports: Readonly<Record<string, string>> = words.aboutReport;
  const title = reports[about.report] ?? about.report;
  const rows: readonly (readonly [string, string, string?])[] = [
    [words.about, about.subject === null ? title : `${title} · ${about.subject}`],
    [words.document, about.documentNumber],
    [words.organisation, organisation],
    [words.made, instantText(new Date(madeAt))],
    ...(madeBy === null ? [] : [[words.by, words.madeBy(madeBy.name, madeBy.role)] as const]),
    [words.entries, words.entriesOf(events.count, chainHead.seq, events.whole)],
    [words.device, signer.shortCode],
    [words.fingerprint, spaced(signer.fingerprint), 'mono'],
  ];
  return element(
    'section',
    { className: 'panel', attributes: { 'aria-labelledby': 'self' } },
    element('h3', { id: 'self' }, words.says),
    element(
      'dl',
      {},
      ...rows.flatMap(([name, value, className = '']) => [
        element('dt', {}, name),
        element('dd', { className }, safeText(value)),
      ]),
    ),
  );
}
