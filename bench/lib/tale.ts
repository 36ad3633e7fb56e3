import { v7 as uuidv7 } from 'uuid';
import { type Random, seededRandom } from '../../electron/demo/random.ts';
import { deviceInfo } from '../../electron/deviceInfo.ts';
import type { Change, JsonObject, NewEvent, StreamType } from '../../shared/event.ts';
import { DAY_MS, formatInstant, HOUR_MS, MINUTE_MS } from '../../shared/time.ts';

export interface TaleOptions {
  /** how many in all; more when the first stock alone takes more */
  readonly events: number;
  readonly assets: number;
  /** the admin who recorded everything */
  readonly operatorId: string;
  /** of this device, as in receipt numbers */
  readonly shortCode: string;
  /** ms since 1970 UTC; acts are spread from here over two years */
  readonly startsAt: number;
  readonly seed: number;
}

/** Slots of a case; every asset has two of them to itself, so that no two ever want the same. */
const SLOTS = 60;
const ASSETS_PER_CASE = SLOTS / 2;
const ASSETS_PER_HOLDER = 20;
/** Of 50 assets one is busy, and every fifth act concerns one of those: they come to long histories. */
const BUSY_ONE_OF = 50;
const BUSY_SHARE = 0.2;
const SPAN_MS = 730 * DAY_MS;

interface SlotOf {
  readonly slot: { readonly case: string; readonly slot: number };
  readonly caseId: string;
}
interface HolderOf {
  readonly holder: string;
  readonly holderId: string;
}
interface Asset {
  readonly assetId: string;
  readonly tag: string;
  readonly home: SlotOf;
  readonly spare: SlotOf;
  at: SlotOf | HolderOf;
  /** of its last event */
  lastAt: number;
  condition: string | null;
  /** the last inspection, while it can still be corrected */
  inspected: { readonly eventId: string; readonly occurredAt: number; readonly data: JsonObject } | null;
}

/**
 * The log of an organisation as the app would have recorded it: cases, holders and assets on the first day, then two
 * years of issues, returns, moves, transfers and inspections, some backdated, some corrected, some with receipts.
 * Every history is legal. The same options tell the same tale.
 */
export function* tellTale(options: TaleOptions): Generator<NewEvent, void> {
  const random = seededRandom(options.seed);
  const id = idsFrom(random);
  const stockSize = stockCount(options.assets);
  const acts = Math.max(0, options.events - stockSize);
  const pace = SPAN_MS / Math.max(1, options.events);
  let now = options.startsAt;
  const tick = (): number => {
    now += 1 + Math.floor(random.next() * 2 * pace);
    return now;
  };
  const event = (
    [streamType, streamId, type]: readonly [StreamType, string, string],
    data: JsonObject,
    changes: readonly Change[],
    more: Partial<NewEvent> = {},
  ): NewEvent => ({
    eventId: id(now),
    streamType,
    streamId,
    type,
    occurredAt: now,
    occurredOffset: 60,
    recordedAt: now,
    clockSuspect: false,
    actorKind: 'user',
    actorId: options.operatorId,
    actorRole: 'admin',
    data,
    changes,
    note: null,
    deviceInfo,
    commandId: null,
    commandHash: null,
    correlationId: id(now),
    supersedesEventId: null,
    correctionReason: null,
    ...more,
  });

  const cases: SlotOf[] = [];
  for (let i = 0; i < options.assets / ASSETS_PER_CASE; i++) {
    const code = `CASE-${i + 1}`;
    const data = { code, name: random.pick(TEAMS), slots: SLOTS, place: random.pick(PLACES) };
    const caseId = id(tick());
    cases.push({ slot: { case: code, slot: 0 }, caseId });
    yield event(['case', caseId, 'CASE_ADDED'], data, added(data));
  }
  const holders: HolderOf[] = [];
  for (let i = 0; i < holderCount(options.assets); i++) {
    const name = `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)} ${i + 1}`;
    const data = { name, reference: `P${10_000 + i}`, organisation: random.pick(TEAMS) };
    const holderId = id(tick());
    holders.push({ holder: name, holderId });
    yield event(['holder', holderId, 'HOLDER_ADDED'], data, added(data));
  }
  const assets: Asset[] = [];
  for (let i = 0; i < options.assets; i++) {
    const { slot, caseId } = cases[Math.floor(i / ASSETS_PER_CASE)] ?? fail();
    const place = (offset: number) => ({
      slot: { case: slot.case, slot: (i % ASSETS_PER_CASE) + 1 + offset },
      caseId,
    });
    const home = place(0);
    const kind = random.pick(KINDS);
    const tag = `${kind.prefix}-${String(i + 1).padStart(6, '0')}`;
    const serial = random.next().toString(36).slice(2, 10).toUpperCase();
    const { model, manufacturer, category } = kind;
    const data = { tag, model, serial, manufacturer, category, attributes: { Fund: random.pick(TEAMS) }, ...home };
    const assetId = id(tick());
    assets.push({
      assetId,
      tag,
      home,
      spare: place(ASSETS_PER_CASE),
      at: home,
      lastAt: now,
      condition: null,
      inspected: null,
    });
    yield event(['asset', assetId, 'ASSET_ADDED'], data, [
      ...added({ tag, model, serial, manufacturer, category }),
      { field: 'status', before: null, after: 'slot' },
      { field: 'slot', before: null, after: home.slot },
      { field: 'home', before: null, after: home.slot },
    ]);
  }

  const busy = assets.filter((_, i) => i % BUSY_ONE_OF === 0);
  let receipts = 0;
  for (let told = 0; told < acts; told++) {
    tick();
    const asset = random.pick(random.chance(BUSY_SHARE) ? busy : assets);
    const { inspected } = asset;
    if (inspected && random.chance(0.02)) {
      asset.inspected = null;
      const isVoid = random.chance(0.2);
      const data = isVoid ? { type: 'ASSET_INSPECTED', data: inspected.data } : { condition: 'damaged' };
      yield event(['asset', asset.assetId, isVoid ? 'EVENT_VOIDED' : 'ASSET_INSPECTED'], data, [], {
        occurredAt: inspected.occurredAt,
        supersedesEventId: inspected.eventId,
        correctionReason: 'It was read off the wrong asset.',
      });
      continue;
    }
    const act = chooseAct(asset, holders, random, now);
    const occurredAt = backdated(asset, random, now);
    const given = event(['asset', asset.assetId, act.type], act.data, act.changes, {
      occurredAt,
      clockSuspect: random.chance(0.0001),
    });
    asset.at = act.to;
    asset.lastAt = occurredAt;
    if (act.type === 'ASSET_INSPECTED') asset.inspected = { eventId: given.eventId, occurredAt, data: act.data };
    yield given;
    if (act.type === 'ASSET_ISSUED' && random.chance(0.02) && told + 1 < acts) {
      told += 1;
      receipts += 1;
      yield event(['handover', id(now), 'HANDOVER_COMMITTED'], receiptOf(asset, act.data, receipts, options), [], {
        correlationId: given.correlationId,
      });
    }
  }
}

const holderCount = (assets: number): number => Math.max(10, Math.ceil(assets / ASSETS_PER_HOLDER));

/** How many events the cases, holders and assets of the first day take. */
function stockCount(assets: number): number {
  return Math.ceil(assets / ASSETS_PER_CASE) + holderCount(assets) + assets;
}

interface Act {
  readonly type: string;
  readonly data: JsonObject;
  readonly changes: readonly Change[];
  readonly to: SlotOf | HolderOf;
}

function chooseAct(asset: Asset, holders: readonly HolderOf[], random: Random, now: number): Act {
  const { at } = asset;
  const roll = random.next();
  if (roll < 0.1) {
    const condition = random.pick(['good', 'good', 'good', 'worn']);
    const changes =
      condition === asset.condition ? [] : [{ field: 'condition', before: asset.condition, after: condition }];
    asset.condition = condition;
    return { type: 'ASSET_INSPECTED', data: { condition }, changes, to: at };
  }
  if ('slot' in at && roll < 0.2) {
    const to = at.slot.slot === asset.home.slot.slot ? asset.spare : asset.home;
    return { type: 'ASSET_MOVED', data: { ...to }, changes: [{ field: 'slot', before: at.slot, after: to.slot }], to };
  }
  const dueAt = formatInstant(now + random.between(1, 60) * DAY_MS);
  const to = random.pick(holders);
  if ('slot' in at) {
    const data = { ...to, dueAt, ...(random.chance(0.5) ? { purpose: random.pick(PURPOSES) } : {}) };
    return { type: 'ASSET_ISSUED', data, changes: custodyChanges(at, to, dueAt), to };
  }
  if (roll < 0.25 && to.holderId !== at.holderId) {
    return { type: 'ASSET_TRANSFERRED', data: { ...to, dueAt }, changes: custodyChanges(at, to, dueAt), to };
  }
  const data = { ...asset.home, broughtBy: at.holder, condition: 'good' };
  return { type: 'ASSET_RETURNED', data, changes: custodyChanges(at, asset.home, null), to: asset.home };
}

function custodyChanges(from: SlotOf | HolderOf, to: SlotOf | HolderOf, dueAt: string | null): readonly Change[] {
  const flat = (at: SlotOf | HolderOf) => ({
    status: 'slot' in at ? 'slot' : 'holder',
    slot: 'slot' in at ? at.slot : null,
    holder: 'slot' in at ? null : at.holder,
  });
  const before = flat(from);
  const after = flat(to);
  const fields = ['status', 'slot', 'holder'] as const;
  return [
    ...fields
      .filter((field) => before[field] !== after[field])
      .map((field) => ({ field, before: before[field], after: after[field] })),
    { field: 'dueAt', before: null, after: dueAt },
  ];
}

/** Most is written down as it happens, some hours later, little days later; never before the asset's event before. */
function backdated(asset: Asset, random: Random, now: number): number {
  const roll = random.next();
  const late =
    roll < 0.8 ? 0 : roll < 0.99 ? random.between(5 * MINUTE_MS, 8 * HOUR_MS) : random.between(DAY_MS, 5 * DAY_MS);
  return Math.min(now, Math.max(asset.lastAt + 1, now - late));
}

function receiptOf(
  asset: Asset,
  issued: JsonObject,
  number: number,
  { shortCode, operatorId }: TaleOptions,
): JsonObject {
  const { holder, holderId, dueAt } = issued;
  return {
    receipt: `${shortCode}-${String(number).padStart(6, '0')}`,
    number,
    kind: 'issue',
    holder,
    holderId,
    operatorId,
    dueAt,
    items: [{ tag: asset.tag, assetId: asset.assetId, from: asset.home.slot }],
    acceptance: [{ party: 'holder', name: holder, meaning: 'I have received these assets.', method: 'witnessed' }],
    missingAcceptance: [],
  };
}

const added = (data: JsonObject): readonly Change[] =>
  Object.entries(data).map(([field, after]) => ({ field, before: null, after }));

/** UUIDv7 whose random bits come from the seed. */
function idsFrom(random: Random): (at: number) => string {
  const bytes = new Uint8Array(16);
  const words = new Uint32Array(bytes.buffer);
  return (msecs) => {
    for (let i = 0; i < words.length; i++) words[i] = random.next() * 2 ** 32;
    return uuidv7({ msecs, random: bytes });
  };
}

function fail(): never {
  throw new Error('an asset without a case');
}

const TEAMS = ['North depot', 'South depot', 'Survey', 'Rescue', 'Workshop', 'Training'];
const PLACES = ['Shelf 1', 'Shelf 2', 'Van 3', 'Boat', 'Cellar'];
const PURPOSES = ['Field week', 'Training day', 'Repair', 'Survey of the river'];
const FIRST_NAMES = ['Ines', 'Jonas', 'Mara', 'Piotr', 'Salma', 'Tove', 'Yusuf', 'Zoë'];
const LAST_NAMES = ['Albrecht', 'Bianchi', 'Castro', 'Dahl', 'Eriksen', 'Ferreira', 'Grabowski', 'Håkansson'];
const KINDS = [
  { prefix: 'RAD', model: 'Handheld radio', manufacturer: 'Norrland', category: 'Radio' },
  { prefix: 'LAP', model: 'Rugged laptop', manufacturer: 'Feldmann', category: 'Computer' },
  { prefix: 'GPS', model: 'GNSS receiver', manufacturer: 'Meridian', category: 'Survey' },
  { prefix: 'CAM', model: 'Thermal camera', manufacturer: 'Aurora', category: 'Optics' },
  { prefix: 'BAT', model: 'Battery pack', manufacturer: 'Voltaic', category: 'Power' },
];
