import type { Entry, Violation } from '../../shared/history/entry.ts';
import { nameKey, tagKey } from '../../shared/text.ts';
import type { Lookups } from '../store/lookups.ts';

type Kind = 'asset' | 'case' | 'holder';

/** A code or name that an event gave to what its stream is about. */
interface Given {
  readonly entry: Entry;
  readonly field: 'tag' | 'barcode' | 'code' | 'name';
  readonly value: string;
  /** the copy that is compared */
  readonly key: string;
}

/** Events that give a code or a name; corrections and voids of them take it away. */
const NAMING: ReadonlySet<string> = new Set([
  'ASSET_ADDED',
  'ASSET_CHANGED',
  'CASE_ADDED',
  'HOLDER_ADDED',
  'HOLDER_CHANGED',
]);

export function namesSomething(type: string): boolean {
  return NAMING.has(type);
}

/**
 * Codes and names with the events of one transaction in place, before any projection knows them: they are unique once
 * all is in place, so that two tags can be exchanged, and a freed name is free at once.
 */
export function openNames(lookups: Lookups, entriesOf: (kind: Kind, id: string) => readonly Entry[]) {
  /** who goes by a key, of those whose names the transaction changed */
  const bearers = { asset: new Map(), case: new Map(), holder: new Map() } as const satisfies Record<
    Kind,
    Map<string, Set<string>>
  >;
  const changed = new Map<string, { readonly kind: Kind; readonly given: readonly Given[] }>();

  const known = (kind: Kind, text: string): string | null => {
    const id = lookups[kind](text);
    return id !== null && id !== text && changed.has(id) ? null : id;
  };
  const bearersOf = (kind: Kind): Map<string, Set<string>> => bearers[kind];

  return {
    find(kind: Kind, text: string): string | null {
      const [id] = bearersOf(kind).get(keyOf(kind, text)) ?? [];
      return id ?? known(kind, text);
    },

    /** To be told when the names of a stream may have changed. */
    learn(kind: Kind, id: string): void {
      for (const { key } of changed.get(id)?.given ?? []) bearersOf(kind).get(key)?.delete(id);
      const given = givenBy(kind, entriesOf(kind, id));
      changed.set(id, { kind, given });
      for (const { key } of given) {
        const ids = bearersOf(kind).get(key);
        if (ids) ids.add(id);
        else bearersOf(kind).set(key, new Set([id]));
      }
    },

    /** Codes and names that two would bear; of the two events that give it, the one recorded later is at fault. */
    violations(): readonly Violation[] {
      return [...changed].flatMap(([id, { kind, given }]) =>
        given.flatMap((mine) => {
          const others = [...(bearersOf(kind).get(mine.key) ?? []), known(kind, mine.key)];
          const other = others.find((one) => one !== null && one !== id);
          if (typeof other !== 'string') return [];
          const theirs = givenBy(kind, entriesOf(kind, other)).find(({ key }) => key === mine.key);
          const { entry, field, value } = theirs && theirs.entry.seq > mine.entry.seq ? theirs : mine;
          return [{ entry, refusal: { code: 'DUPLICATE', details: { field, value, entity: kind } } }];
        }),
      );
    },
  };
}

const keyOf = (kind: Kind, text: string): string => (kind === 'asset' ? tagKey(text) : nameKey(text));

/** An asset bears every code it ever had, a holder the last name alone. */
function givenBy(kind: Kind, entries: readonly Entry[]): readonly Given[] {
  const fields = kind === 'asset' ? (['tag', 'barcode'] as const) : ([kind === 'case' ? 'code' : 'name'] as const);
  const all = entries
    .filter(({ type }) => namesSomething(type))
    .flatMap((entry) =>
      fields.flatMap((field): readonly Given[] => {
        const value = entry.data[field];
        return typeof value === 'string' ? [{ entry, field, value, key: keyOf(kind, value) }] : [];
      }),
    );
  return kind === 'asset' ? all : all.slice(-1);
}
