import type { EventJson } from '../../shared/event.ts';

/** Is this event one of the pack's? */
export type Concerned = (event: Pick<EventJson, 'seq'>) => boolean;

/**
 * Which events a pack about some assets, cases or holders has: those of their own streams; those that name one of them,
 * by id or by a tag, code or name that it ever had; the handovers that these were part of; whatever corrects one of
 * them or is corrected by one; and the first event of each device chain, which has the key.
 *
 * @param events  begins the whole log anew, oldest first
 * @param ids     of the entities; empty: every event
 */
export function concernedBy(events: () => Iterable<EventJson>, ids: readonly string[]): Concerned {
  if (ids.length === 0) return () => true;
  const streams = new Set(ids);
  const named = new Set(ids);
  const taken = new Set<number>();
  const correlations = new Set<string>();
  const handovers = new Map<string, number>();
  const corrections: { readonly seq: number; readonly target: string }[] = [];

  for (const event of events()) {
    const { seq, streamId, type, data, changes, correlationId, supersedesEventId } = event;
    if (type === 'HANDOVER_COMMITTED') handovers.set(correlationId, seq);
    if (supersedesEventId !== null) corrections.push({ seq, target: supersedesEventId });
    const own = streams.has(streamId);
    if (own) for (const name of namesIn(event)) named.add(name);
    if (type === 'DEVICE_ADDED') taken.add(seq);
    if (!own && !mentions(data, named) && !mentions(changes, named)) continue;
    taken.add(seq);
    correlations.add(correlationId);
  }
  for (const [correlation, seq] of handovers) if (correlations.has(correlation)) taken.add(seq);

  const targets = new Map(corrections.map(({ target }) => [target, 0]));
  for (const { eventId, seq } of targets.size === 0 ? [] : events())
    if (targets.has(eventId)) targets.set(eventId, seq);
  const steps = corrections.map(({ seq, target }) => ({ later: seq, earlier: targets.get(target) ?? seq }));
  // Backwards to the beginning of each chain, then forwards to its end.
  for (const { later, earlier } of steps.toReversed()) if (taken.has(later)) taken.add(earlier);
  for (const { later, earlier } of steps) if (taken.has(earlier)) taken.add(later);
  return ({ seq }) => taken.has(seq);
}

const NAMING = new Set(['tag', 'barcode', 'code', 'name']);

/** What an entity's own events call it, then or before. A case's `name` is what it holds, and many may share it. */
function namesIn({ streamType, data, changes }: EventJson): readonly string[] {
  const naming = (field: string) => NAMING.has(field) && !(field === 'name' && streamType === 'case');
  const said = [
    ...Object.entries(data).filter(([field]) => naming(field)),
    ...changes
      .filter(({ field }) => naming(field))
      .flatMap(({ before, after }) => [['', before] as const, ['', after] as const]),
  ];
  return said.flatMap(([, value]) => (typeof value === 'string' && value !== '' ? [value] : []));
}

function mentions(value: unknown, named: ReadonlySet<string>): boolean {
  if (typeof value === 'string') return named.has(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((one) => mentions(one, named));
}
