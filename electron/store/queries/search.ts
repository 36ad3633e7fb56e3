import type { CustodyRow } from '../../../shared/contract/answers.ts';
import type { QueryArgs } from '../../../shared/contract/queries.ts';
import type { SearchRow } from '../../../shared/contract/trailAnswers.ts';
import type { CustodyJson } from '../../../shared/custody/place.ts';
import { nameKey, tagKey } from '../../../shared/text.ts';
import { wordsOf } from './filters.ts';
import { openNames } from './names.ts';
import { momentOf, type Source } from './source.ts';
import { standJson } from './stands.ts';
import { viewsOf } from './views.ts';

interface Entry {
  readonly kind: SearchRow['kind'];
  readonly id: string;
  readonly title: string;
  readonly codes: string;
  readonly words: string;
}

/**
 * Hits of the full-text index that are ranked. Ranking all of them, as FTS5's bm25 does, costs 45–370 times the search
 * itself where a prefix meets tens of thousands (measured over 100,000 assets); among so many no rank would help
 * whoever looks, more letters do.
 */
const RANKED = 100;
/** More words than a person types; each costs one walk through its hits. */
const MAX_WORDS = 8;
const MIN_PREFIX = 2;
/** Sorts behind whatever goes on after a prefix. */
const LAST = '\u{10FFFF}';

const COLUMNS = 'kind, entity_id AS id, title, codes, words';

/** Assets, cases, holders and receipts, with the custody of a moment: the very tag, barcode, code, name or number first, then by words and prefixes. */
export function search(source: Source, args: QueryArgs<'search'>): { readonly rows: readonly SearchRow[] } {
  const { text, limit } = args;
  const moment = momentOf(source, args);
  const names = openNames(source, moment);
  const exact = exactly(source, text);
  const known = new Set(exact.map(({ id }) => id));
  const others = exact.length >= limit ? [] : ranked(source, text, limit).filter(({ id }) => !known.has(id));
  const row = ({ kind, id, title, words }: Entry, exact: boolean): SearchRow => {
    const [asset] = kind === 'asset' ? viewsOf(source, [id], moment) : [];
    return { kind, id, title, exact, words, custody: asset ? custodyOf(standJson(asset, names, moment.at)) : null };
  };
  const shown = [...exact, ...others].slice(0, limit);
  return { rows: shown.map((entry) => row(entry, known.has(entry.id))) };
}

const custodyOf = ({ status, case: code, slot, holder }: CustodyRow): CustodyJson => ({
  ...{ status, case: code, slot, holder },
});

function exactly({ read, lookups }: Source, text: string): readonly Entry[] {
  const asked = text.trim();
  if (asked === '') return [];
  const receipt = read.get<{ id: string }>(
    'SELECT handover_id AS id FROM handovers WHERE receipt = ?',
    asked.toUpperCase(),
  )?.id;
  const ids = [tagKey(asked) === '' ? null : lookups.asset(asked), receipt, lookups.case(asked), lookups.holder(asked)];
  return ids.flatMap((id) => {
    const entry = id ? read.get<Entry>(`SELECT ${COLUMNS} FROM search_entries WHERE entity_id = ?`, id) : undefined;
    return entry ? [entry] : [];
  });
}

/** What begins as a whole like the text, then what has its words; each up to a bound, so that no search takes long. */
function ranked(source: Source, text: string, limit: number): readonly Entry[] {
  const words = wordsOf(text)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, MAX_WORDS);
  if (words.length === 0) return [];
  const ofWords = (phrases: readonly string[]) =>
    source.read.all<Entry>(
      `SELECT ${COLUMNS} FROM (SELECT rowid AS id FROM search_index WHERE search_index MATCH ? LIMIT ${RANKED}) hit
       CROSS JOIN search_entries e ON e.entry_id = hit.id`,
      phrases.join(' '),
    );
  // FTS5 gathers all that begins with a long prefix before the first hit: that is only asked where whole words are few.
  const whole = ofWords(words.map(phrase));
  const withWords = whole.length < RANKED ? ofWords(words.map(beginningOf)) : whole;
  const hits = [
    ...new Map([...beginning(source, text, limit), ...withWords].map((entry) => [entry.id, entry])).values(),
  ];
  const scored = hits.map((entry) => ({ entry, score: score(entry, words) }));
  scored.sort((a, b) => b.score - a.score || (a.entry.title < b.entry.title ? -1 : 1));
  return scored.map(({ entry }) => entry);
}

/** Tags, barcodes, codes, names and receipts in their order, from the first that begins with the text. */
function beginning({ read }: Source, text: string, limit: number): readonly Entry[] {
  const asked = text.trim();
  const ranges = [
    ['SELECT DISTINCT asset_id AS id FROM asset_codes WHERE code_key >= ? AND code_key < ?', tagKey(asked)],
    ['SELECT case_id AS id FROM cases WHERE code_key >= ? AND code_key < ?', nameKey(asked)],
    ['SELECT holder_id AS id FROM holders WHERE name_key >= ? AND name_key < ?', nameKey(asked)],
    ['SELECT handover_id AS id FROM handovers WHERE receipt >= ? AND receipt < ?', asked.toUpperCase()],
  ] as const;
  return ranges.flatMap(([sql, from]) =>
    [...from].length < MIN_PREFIX
      ? []
      : read.all<Entry>(
          `SELECT ${COLUMNS} FROM (${sql} LIMIT ?) hit CROSS JOIN search_entries e ON e.entity_id = hit.id`,
          from,
          from + LAST,
          limit,
        ),
  );
}

/** A word as FTS5 reads it, whatever is in it: quoted, with quotes doubled, nothing of it is syntax. */
const phrase = (word: string): string => `"${word.replaceAll('"', '""')}"`;

/** The last part of a word may go on; a single letter stands for itself, because nearly everything begins with it. */
const beginningOf = (word: string): string => `${phrase(word)}${[...word].length >= MIN_PREFIX ? ' *' : ''}`;

/** The better a word is met, and the nearer to the name, the more it counts. */
function score({ title, codes, words }: Entry, asked: readonly string[]): number {
  const lower = (one: string) => one.toLowerCase();
  const [name, ids, rest] = [lower(title), wordsOf(lower(codes)), wordsOf(lower(words))];
  const of = (word: string): number => {
    if (name === word || ids.includes(word)) return 16;
    if (name.startsWith(word)) return 8;
    if (ids.some((one) => one.startsWith(word))) return 6;
    if (rest.includes(word)) return 4;
    return rest.some((one) => one.startsWith(word)) ? 2 : 1;
  };
  return asked.reduce((sum, word) => sum + of(lower(word)), 0);
}
