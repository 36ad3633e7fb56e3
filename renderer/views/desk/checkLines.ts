import { z } from 'zod';
import type { SlotJson } from '../../../shared/contract/answers.ts';
import type { Refused } from '../../../shared/ipc/contract.ts';
import { refusalCodes } from '../../../shared/refusal.ts';
import type { CommandAnswer, CommandRequest } from '../../state/store.ts';
import type { HandoverForm, HandoverItem } from './handoverForm.ts';

/** What main says of a handover that is only tried. Everything here comes from dry runs; no rule is known here. */
export interface Checks {
  /** by tag: why the line cannot be handed over */
  readonly refused: ReadonlyMap<string, Refused>;
  /** what is wrong with the whole, whatever its lines */
  readonly whole: readonly Refused[];
  /** by tag, of a return: where it would go; null: unplaced */
  readonly proposed: ReadonlyMap<string, SlotJson | null>;
  /** by tag, of a return that would go unplaced though it has a home: why its home cannot take it */
  readonly homeRefused: ReadonlyMap<string, Refused>;
  /** of a return: the cases that something comes home to, and what they miss or have too much of then */
  readonly cases: readonly CaseContents[];
}

/** What a case misses, and what is in it that is at home elsewhere; by tag. */
export interface CaseContents {
  readonly case: string;
  readonly missing: readonly string[];
  readonly extra: readonly string[];
}

/** Of each tag its home slot, as the queue says. */
export type Homes = ReadonlyMap<string, SlotJson | null>;
type Give = (command: CommandRequest) => Promise<CommandAnswer>;

const refusal = z.looseObject({
  code: z.enum(refusalCodes),
  message: z.string(),
  details: z.record(z.string(), z.unknown()),
});
const slot = z.object({ case: z.string(), slot: z.int() });
const triedForm = z.looseObject({
  error: refusal.optional(),
  errors: z.array(refusal).optional(),
  events: z
    .array(z.looseObject({ type: z.string(), streamId: z.string(), data: z.record(z.string(), z.unknown()) }))
    .default([]),
});
type Tried = z.infer<typeof triedForm>;
const frozenForm = z.looseObject({
  items: z.array(z.looseObject({ tag: z.string(), assetId: z.string() })),
  cases: z.array(z.object({ case: z.string(), missing: z.array(z.string()), extra: z.array(z.string()) })).default([]),
});
type Frozen = z.infer<typeof frozenForm>;
const returnedData = z.looseObject({ slot: slot.nullable().default(null) });

/** Tries the handover and says of each line what stands in its way. */
export async function checkLines(give: Give, form: HandoverForm, homes: Homes): Promise<Checks> {
  const tried = await tryOut(give, form);
  const { byTag, rest } = share(errorsOf(tried), form.items);
  const { clashes, whole } = await findClashes(give, form, rest, byTag);
  const refused = new Map([...byTag, ...clashes]);
  const receipts = tried.events
    .filter(({ type }) => type === 'HANDOVER_COMMITTED')
    .map(({ data }) => frozenForm.parse(data));
  const proposed = proposals(tried, receipts);
  const homeRefused = await whyNotHome(give, form, homes, proposed);
  return { refused, whole, proposed, homeRefused, cases: contentsOf(receipts, proposed) };
}

async function tryOut(give: Give, form: HandoverForm): Promise<Tried> {
  return triedForm.parse(await give({ ...form, dryRun: true }));
}

const errorsOf = ({ errors, error }: Tried): readonly Refused[] => errors ?? (error ? [error] : []);

/** Gives each refusal to the line that it names, by its place among the items or by its tag. */
function share(errors: readonly Refused[], items: readonly HandoverItem[]) {
  const tags = new Set(items.map(({ tag }) => tag));
  const byTag = new Map<string, Refused>();
  const rest: Refused[] = [];
  for (const error of errors) {
    const { field, tag } = error.details;
    const place = typeof field === 'string' ? /^items\.(\d+)\b/.exec(field)?.[1] : undefined;
    const named = place === undefined ? tag : items[Number(place)]?.tag;
    if (typeof named !== 'string' || !tags.has(named)) rest.push(error);
    else if (!byTag.has(named)) byTag.set(named, error);
  }
  return { byTag, rest };
}

/** A clash names the later event, which may be of an asset that is not here: trying line by line finds whose it is. */
async function findClashes(
  give: Give,
  form: HandoverForm,
  rest: readonly Refused[],
  refused: ReadonlyMap<string, Refused>,
): Promise<{ readonly clashes: ReadonlyMap<string, Refused>; readonly whole: readonly Refused[] }> {
  const clashes = new Map<string, Refused>();
  if (!rest.some(({ code }) => code === 'CLASHES_WITH_HISTORY')) return { clashes, whole: rest };
  for (const item of form.items) {
    if (refused.has(item.tag)) continue;
    const [error] = errorsOf(await tryOut(give, { ...form, items: [item] }));
    if (error) clashes.set(item.tag, error);
  }
  const others = rest.filter(({ code }) => code !== 'CLASHES_WITH_HISTORY');
  return { clashes, whole: clashes.size > 0 ? others : rest };
}

/** Where a return would put each asset; its frozen receipt knows which event is whose. */
function proposals({ events }: Tried, receipts: readonly Frozen[]): ReadonlyMap<string, SlotJson | null> {
  const tagOf = new Map(receipts.flatMap(({ items }) => items.map(({ tag, assetId }) => [assetId, tag] as const)));
  const proposed = new Map<string, SlotJson | null>();
  for (const { type, streamId, data } of events) {
    const tag = tagOf.get(streamId);
    if (type === 'ASSET_RETURNED' && tag !== undefined) proposed.set(tag, returnedData.parse(data).slot);
  }
  return proposed;
}

/** Of several receipts each counts only its own lines as back: what another brings to the case is not missing. */
function contentsOf(
  receipts: readonly Frozen[],
  proposed: ReadonlyMap<string, SlotJson | null>,
): readonly CaseContents[] {
  const all = receipts.flatMap(({ cases }) => cases);
  const codes = [...new Set(all.map(({ case: code }) => code))];
  return codes.map((code) => {
    const of = all.filter((one) => one.case === code);
    const tags = (pick: (one: CaseContents) => readonly string[]): readonly string[] => [...new Set(of.flatMap(pick))];
    return {
      case: code,
      missing: tags(({ missing }) => missing).filter((tag) => proposed.get(tag)?.case !== code),
      extra: tags(({ extra }) => extra),
    };
  });
}

/** Names the home slot of those that would go unplaced for want of it, and hears why it is refused. */
async function whyNotHome(
  give: Give,
  form: HandoverForm,
  homes: Homes,
  proposed: ReadonlyMap<string, SlotJson | null>,
): Promise<ReadonlyMap<string, Refused>> {
  const homeless = form.items.flatMap((item) => {
    const home = homes.get(item.tag);
    return home && item.slot === undefined && proposed.get(item.tag) === null ? [{ ...item, slot: home }] : [];
  });
  if (homeless.length === 0) return new Map();
  const tried = await tryOut(give, { ...form, items: homeless });
  return share(errorsOf(tried), homeless).byTag;
}

const committed = z.looseObject({
  events: z.array(z.looseObject({ type: z.string(), data: z.record(z.string(), z.unknown()) })),
});

/** The numbers of the receipts that a commit made. */
export function receiptsOf(answer: CommandAnswer): readonly string[] {
  return committed
    .parse(answer)
    .events.flatMap(({ type, data }) =>
      type === 'HANDOVER_COMMITTED' && typeof data.receipt === 'string' ? [data.receipt] : [],
    );
}
