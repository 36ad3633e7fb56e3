import {
  type AssetState,
  type CaseState,
  type HolderState,
  type LogEvent,
  normalName,
  normalTag,
  type Place,
  type World,
} from './naiveWorld.ts';

/** What the model thinks with when it foresees a command: the log, the moment, and the events that would follow. */

export type Log = readonly LogEvent[];

export interface Scene {
  readonly log: Log;
  /** ms at which the command would be recorded */
  readonly now: number;
  /** ms at which it is said to have happened */
  readonly at: number;
  /** as of the end of the order: where names are looked up */
  readonly world: World;
}

export interface Refused {
  readonly refused: readonly string[];
}
export type Drafted = Log | Refused;

/** What can be wrong with several corrections at once, each for itself. */
export const RULE_CODES: readonly string[] = [
  'ILLEGAL_TRANSITION',
  'SLOT_OCCUPIED',
  'NO_SUCH_SLOT',
  'CASE_SEALED',
  'HOLDER_INACTIVE',
];

export const no = (...codes: string[]): Refused => ({ refused: codes });
export const isRefusal = <T extends object>(answer: T | Refused): answer is Refused => 'refused' in answer;

/** A command's fields without their types: the app's own reading of them is what is under test. */
export interface Command {
  readonly name: string;
  readonly at: number | null;
  field(name: string): unknown;
  text(name: string): string | null;
}

export function readCommand(json: Readonly<Record<string, unknown>>): Command {
  const text = (name: string): string | null => {
    const value = json[name];
    return typeof value === 'string' ? value : null;
  };
  const occurredAt = text('occurredAt');
  return {
    name: text('command') ?? '',
    at: occurredAt === null ? null : Date.parse(occurredAt),
    field: (name) => json[name],
    text,
  };
}

export const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}; // any object has these

let drafted = 0;

/** An event that does not exist yet. It sorts after every real one of the same instant, in the order of drafting. */
export function draft(
  scene: Scene,
  streamType: LogEvent['streamType'],
  streamId: string,
  type: string,
  data: LogEvent['data'],
  supersedes?: { readonly at: number; readonly note: string | null; readonly eventId: string },
): LogEvent {
  drafted += 1;
  const serial = String(drafted).padStart(12, '0');
  return {
    eventId: `draft-${serial}`,
    deviceId: '',
    streamType,
    streamId,
    type,
    occurredAt: new Date(supersedes?.at ?? scene.at).toISOString(),
    receivedAt: new Date(scene.now).toISOString(),
    hlc: `~${serial}`,
    data,
    note: supersedes?.note ?? null,
    supersedesEventId: supersedes?.eventId ?? null,
  };
}

export function assetNamed(world: World, tag: unknown): AssetState | undefined {
  if (typeof tag !== 'string') return undefined;
  return [...world.assets.values()].find((asset) =>
    [asset.id, asset.tag, asset.barcode].some((code) => code !== null && normalTag(code) === normalTag(tag)),
  );
}

export function caseNamed(world: World, code: unknown): CaseState | undefined {
  if (typeof code !== 'string') return undefined;
  return [...world.cases.values()].find((box) => box.id === code || normalName(box.code) === normalName(code));
}

export function holderNamed(world: World, name: unknown): HolderState | undefined {
  if (typeof name !== 'string') return undefined;
  return [...world.holders.values()].find(
    (holder) => holder.id === name || normalName(holder.name) === normalName(name),
  );
}

/** A slot as a command names it; null where it names none. */
export function placeNamed(world: World, value: unknown): Place | null | Refused {
  if (value === undefined || value === null) return null;
  const { case: code, slot } = fieldsOf(value);
  const box = caseNamed(world, code);
  if (!box) return no('NOT_FOUND', 'NO_SUCH_SLOT');
  return typeof slot === 'number' ? { caseId: box.id, slot } : no('INVALID');
}

/** The data of an event about a slot, as far as the walk reads it. */
export const slotData = (place: Place | null): LogEvent['data'] =>
  place ? { slot: { slot: place.slot }, caseId: place.caseId } : {};
export const homeData = (home: Place | null): LogEvent['data'] =>
  home ? { home: { slot: home.slot }, homeCaseId: home.caseId } : {};
