import type { EventJson } from '../../shared/event.ts';
import {
  type CommandJson,
  FIRST_HOUR,
  freeSlot,
  freshCode,
  freshName,
  freshTag,
  HOUR_MS,
  UNKNOWN_ID,
  type View,
} from './commandView.ts';

/** A correction: of one event or of several at once, of plain events and of corrections. */
export function correctionChoice(view: View): CommandJson {
  const { dice } = view;
  const reason = 'the list on paper says so';
  const several = dice.chance(30) ? together(view) : [];
  if (several.length > 1) return { reason, corrections: several };
  const event = target(view);
  return event ? { reason, ...wrong(view, event) } : { reason, eventId: UNKNOWN_ID, void: true };
}

/** Events that can be corrected: effective ones about cases, holders and assets. */
function correctable(view: View): EventJson[] {
  const superseded = new Set(view.log.map((event) => event.supersedesEventId));
  return view.log.filter(
    ({ streamType, type, eventId }) =>
      ['asset', 'case', 'holder'].includes(streamType) && !type.startsWith('EVENT_') && !superseded.has(eventId),
  );
}

function target(view: View): EventJson | undefined {
  const { dice, log } = view;
  // Anything at all: superseded events, voids, receipts.
  if (view.wild) return dice.one(log.filter(({ streamType }) => streamType !== 'operator' && streamType !== 'store'));
  const events = correctable(view);
  const corrections = events.filter(({ supersedesEventId }) => supersedesEventId !== null);
  const recent = events.slice(-12);
  return dice.one(dice.chance(30) && corrections.length > 0 ? corrections : dice.chance(60) ? recent : events);
}

function wrong(view: View, event: EventJson): CommandJson {
  const { dice } = view;
  if (dice.chance(18)) return { eventId: event.eventId, void: true };
  const set = { ...override(view, event), ...(dice.chance(20) ? override(view, event) : {}) };
  return { eventId: event.eventId, set };
}

/** One field that this kind of event has, put otherwise. */
function override(view: View, event: EventJson): CommandJson {
  const { dice } = view;
  const hours = Math.floor((view.now - FIRST_HOUR) / HOUR_MS);
  const anyTime = { occurredAt: new Date(FIRST_HOUR + dice.below(hours + 1) * HOUR_MS).toISOString() };
  const nearby = {
    occurredAt: new Date(
      Math.min(view.now, Date.parse(event.occurredAt) + (dice.below(5) - 2) * HOUR_MS),
    ).toISOString(),
  };
  const own = OWN_FIELDS[event.type]?.(view) ?? [];
  const usual = [...own, ...own, anyTime, nearby, { note: `note ${dice.below(1000)}` }];
  return dice.one(view.wild ? [...usual, { slot: freeSlot(view) }, { holder: person(view) }] : usual) ?? anyTime;
}

const slot = (view: View): CommandJson => ({ slot: freeSlot(view) });
const asset = (view: View): CommandJson => ({ asset: view.dice.one([...view.world.assets.values()])?.tag ?? 'T-99' });
const person = (view: View): string => view.dice.one([...view.world.holders.values()])?.name ?? 'Nobody';
const holder = (view: View): CommandJson => ({ holder: person(view) });
const dueAt = (view: View): CommandJson => ({
  dueAt: new Date(view.now + view.dice.below(72) * HOUR_MS).toISOString(),
});
const slots = (view: View): CommandJson => ({ slots: 1 + view.dice.below(5) });
const seal = (view: View): CommandJson => ({ seal: `S-${view.dice.below(1000)}` });

const OWN_FIELDS: Readonly<Record<string, (view: View) => readonly CommandJson[]>> = {
  ASSET_ADDED: (view) => [slot(view), { tag: freshTag(view) }],
  ASSET_PLACED: (view) => [slot(view), asset(view)],
  ASSET_MOVED: (view) => [slot(view), asset(view)],
  ASSET_ISSUED: (view) => [holder(view), dueAt(view), asset(view)],
  ASSET_RETURNED: (view) => [slot(view), { slot: null }, asset(view)],
  ASSET_TRANSFERRED: (view) => [holder(view), dueAt(view), asset(view)],
  ASSET_LOST: (view) => [asset(view)],
  ASSET_FOUND: (view) => [slot(view), asset(view)],
  ASSET_INSPECTED: (view) => [{ condition: view.dice.one(['good', 'worn', 'damaged', 'failed']) }, asset(view)],
  CASE_ADDED: (view) => [slots(view), { code: freshCode(view) }],
  CASE_CHANGED: (view) => [slots(view)],
  CASE_SEALED: (view) => [seal(view)],
  CASE_UNSEALED: (view) => [seal(view)],
  HOLDER_ADDED: (view) => [{ name: freshName(view) }],
};

/** Corrections that make sense together: two swapped slots, all events of one command, or any two. */
function together(view: View): CommandJson[] {
  const { dice } = view;
  const events = correctable(view);
  const first = dice.one(events);
  if (!first) return [];
  if (dice.chance(45)) {
    const placing = events.filter(({ data }) => typeof data.slot === 'object' && data.slot !== null);
    const [a, b] = [dice.one(placing), dice.one(placing)];
    if (!a || !b || a === b) return [];
    return [
      { eventId: a.eventId, set: { slot: b.data.slot } },
      { eventId: b.eventId, set: { slot: a.data.slot } },
    ];
  }
  if (dice.chance(10)) return swappedTags(view);
  const siblings = events.filter(({ correlationId }) => correlationId === first.correlationId);
  if (siblings.length > 1 && dice.chance(70)) {
    const set = override(view, first);
    return siblings.map(({ eventId }) => (dice.chance(10) ? { eventId, void: true } : { eventId, set }));
  }
  const second = dice.one(events.filter((event) => event !== first));
  return second ? [wrong(view, first), wrong(view, second)] : [];
}

function swappedTags(view: View): CommandJson[] {
  const added = correctable(view).filter(({ type }) => type === 'ASSET_ADDED');
  const [a, b] = [view.dice.one(added), view.dice.one(added)];
  if (!a || !b || a === b) return [];
  return [
    { eventId: a.eventId, set: { tag: b.data.tag } },
    { eventId: b.eventId, set: { tag: a.data.tag } },
  ];
}
