import type { HistoryRow, HolderAnswer } from '../../../shared/contract/answers.ts';
import type { Row, Section, TableSection } from '../../../shared/report/document.ts';
import { accept } from '../../../shared/result.ts';
import { documentWords as words } from '../../../shared/uiWordsReportDocument.ts';
import type { Builder } from '../builder.ts';
import { code, lines, mark, moment, text } from '../cells.ts';
import { columns } from '../columns.ts';
import { several } from '../several.ts';
import type { ReportSource } from '../source.ts';
import { spoken } from '../spoken.ts';
import { staysAsKnown } from '../stays.ts';
import { compare, OUT_FIELDS, outRow } from './outstandingReport.ts';

/** What a holder has in hand at the moment, and every stay with them before. */
export const holderReport: Builder = (source, { holder: named, all }) => {
  let names: Iterable<string> = named ?? [];
  if (all === true) {
    const listed = source.all('holder.list', { ...source.moment });
    if (!listed.ok) return listed;
    names = (function* () {
      for (const { holderId } of listed.value) yield holderId;
    })();
  }
  let subject: string | null = null;
  for (const name of named ?? []) {
    const found = source.get('holder.get', { name, ...source.moment });
    if (!found.ok) return found;
    subject = named?.length === 1 && all !== true ? found.value.name : null;
  }
  const holders = function* (): Generator<HolderAnswer> {
    for (const name of names) {
      const found = source.get('holder.get', { name, ...source.moment });
      if (found.ok) yield found.value;
    }
  };
  return accept({
    subject,
    sections: several(
      holders(),
      subject === null,
      ({ name, reference }) => ({ title: name, note: reference }),
      (found) => sectionsOf(source, found),
      words.asset.none,
    ),
  });
};

function* sectionsOf(source: ReportSource, holder: HolderAnswer): Generator<Section> {
  yield {
    kind: 'facts',
    title: null,
    facts: [
      { label: words.columns.holder, value: text(holder.name) },
      { label: words.holder.reference, value: code(holder.reference) },
      { label: words.holder.organisation, value: text(holder.organisation) },
      { label: words.holder.contact, value: text(holder.contact) },
      { label: words.holder.holding, value: text(words.holder.holdingOf(holder.holding, holder.overdue)) },
    ].filter(({ value }) => value !== null),
  };
  yield {
    kind: 'table',
    row: 'in_hand',
    title: words.holder.now,
    note: null,
    empty: words.holder.noneNow,
    columns: columns({ tag: 14, model: 17, serial: 11, purpose: 16, since: 21, due: 21 }),
    fields: OUT_FIELDS,
    rows: holder.assets.map((asset): Row => {
      const row = outRow(source, 'in_hand', asset);
      const purpose = typeof row.data.purpose === 'string' ? row.data.purpose : null;
      return {
        ...row,
        cells: () => {
          const [, ...cells] = row.cells();
          return [...cells.slice(0, 3), text(purpose), ...cells.slice(3)];
        },
      };
    }),
  };
  yield staysTable(source, holder);
}

interface HeldStay {
  readonly tag: string;
  readonly from: string;
  readonly to: string | null;
  readonly dueAt: string | null;
  readonly openedBy: string;
  readonly closedBy: string | null;
}

function staysTable(source: ReportSource, holder: HolderAnswer): TableSection {
  const { offset } = source.head;
  const over = stays(source, holder).filter((stay): stay is HeldStay & { to: string } => stay.to !== null);
  return {
    kind: 'table',
    row: 'held_before',
    title: words.holder.before,
    note: null,
    empty: words.holder.noneBefore,
    columns: columns({ tag: 23, from: 21, until: 21, lasted: 14, due: 21 }),
    fields: ['row', 'tag', 'from', 'to', 'dueAt', 'openedBy', 'closedBy'],
    rows: over.map(({ tag, from, to, dueAt, openedBy, closedBy }): Row => {
      const late = dueAt !== null && dueAt < to;
      return {
        data: { row: 'held_before', tag, from, to, dueAt, openedBy, closedBy },
        cells: () => [
          code(tag),
          moment(from, offset),
          moment(to, offset),
          text(spoken(Date.parse(to) - Date.parse(from))),
          lines(
            moment(dueAt, offset),
            late ? mark(words.overdue.by(spoken(Date.parse(to) - Date.parse(dueAt))), 'warn') : null,
          ),
        ],
      };
    }),
  };
}

/** Every stay with a holder, oldest first. Of a past moment, folded from what was known then. */
function stays(source: ReportSource, { name, holderId }: HolderAnswer): readonly HeldStay[] {
  if (!source.past) {
    const history = source.all('holder.history', { name });
    return history.ok ? [...history.value] : [];
  }
  return [...assetsEverWith(source, holderId)]
    .flatMap((assetId) => {
      const history = source.all('asset.history', { tag: assetId });
      const rows: readonly HistoryRow[] = history.ok ? [...history.value] : [];
      const tag = rows.find((row) => row.tag !== null)?.tag ?? assetId;
      return staysAsKnown(assetId, tag, rows, source.at, source.knownAt).filter((stay) => stay.holderId === holderId);
    })
    .sort((a, b) => compare(a.from, b.from) || compare(a.tag, b.tag));
}

/** Assets that some entry known then gave to the holder, whether or not it still holds. */
function assetsEverWith(source: ReportSource, holderId: string): ReadonlySet<string> {
  const { custody, head } = source;
  const found = new Set<string>();
  for (const type of ['ASSET_ISSUED', 'ASSET_TRANSFERRED']) {
    for (const { data, streamId, receivedAt } of custody.events({ fromSeq: 1, type })) {
      if (receivedAt > head.knownAt) break;
      if (data.holderId === holderId) found.add(streamId);
    }
  }
  return found;
}
