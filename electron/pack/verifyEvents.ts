import { z } from 'zod';
import { isStorable } from '../../shared/text.ts';
import { packWords as words } from '../../shared/uiWordsPack.ts';
import { eventHash, genesisHash } from '../store/eventHash.ts';
import { eventLine, type PackChain, type PackEvent, type PackManifest, packEvent, rowOf } from './packFormat.ts';
import { broken, notProven, proven, type Statement } from './statement.ts';

const LINE_FEED = 10;
const deviceAdded = z.object({ deviceId: z.string(), publicKey: z.string() });

/** How far one device's chain was followed. */
interface Followed {
  readonly chain: PackChain;
  /** of the last event met; 0: none yet */
  deviceSeq: number;
  hash: string;
  count: number;
  /** from and to, in numbers of the chain: events with none missing between them */
  readonly runs: (readonly [number, number])[];
}

/**
 * Checks the events of a pack: the form of each line, each hash, the order, and every link between two of a chain that
 * follow each other.
 *
 * @param bytes  `events.jsonl`
 * @returns one statement for the first thing that is broken, else what is proven and what is not
 */
export function verifyEvents(bytes: Uint8Array, manifest: PackManifest): readonly Statement[] {
  const { storeId, chainHead, events, signer } = manifest;
  const chains = new Map<string, Followed>();
  for (const chain of manifest.chains) {
    chains.set(chain.deviceId, { chain, deviceSeq: 0, hash: '', count: 0, runs: [] });
  }
  const eventIds = new Set<string>();
  let seq = 0;
  let count = 0;
  for (const line of linesOf(bytes)) {
    count++;
    const event = readLine(line);
    if (event === null) return [broken(words.lineForm(count))];
    if (event.seq <= seq || eventIds.has(event.event_id)) return [broken(words.order(event.seq))];
    seq = event.seq;
    eventIds.add(event.event_id);
    const followed = chains.get(event.device_id);
    if (!followed) return [broken(words.chainUnknown(seq))];
    if (eventHash(rowOf(event)) !== event.hash) return [broken(words.hashWrong(seq))];
    const fault = follow(followed, event, storeId);
    if (fault !== null) return [broken(fault)];
    if (seq > chainHead.seq || (seq === chainHead.seq && event.hash !== chainHead.hash))
      return [broken(words.beyond(seq))];
    if (event.supersedes_event_id !== null && !eventIds.has(event.supersedes_event_id)) {
      return [broken(words.correctsMissing(seq))];
    }
  }
  if (count !== events.count) return [broken(words.countWrong)];
  if (events.whole !== (count === chainHead.seq)) return [broken(words.wholeWrong)];
  const all = [...chains.values()];
  const rootless = all.find(({ runs }) => runs[0]?.[0] !== 1);
  if (rootless) return [broken(words.genesis(rootless.chain.shortCode))];
  const others = all.map(({ chain }) => chain).filter(({ deviceId }) => deviceId !== signer.deviceId);
  return [
    proven(words.hashes(count)),
    ...(events.whole ? [proven(words.wholeLedger(chainHead.seq))] : []),
    ...all.flatMap(said),
    ...(others.length === 0
      ? []
      : [
          notProven(
            words.others(
              signer.shortCode,
              others.map(({ shortCode }) => shortCode),
            ),
          ),
        ]),
  ];
}

/** Takes the next event of a chain. @returns what is wrong with its place there */
function follow(followed: Followed, event: PackEvent, storeId: string): string | null {
  const { chain, runs } = followed;
  const { device_seq: place, prev_hash: before, hash, seq } = event;
  if (place <= followed.deviceSeq) return words.order(seq);
  if (place === 1) {
    const named = deviceAdded.safeParse(parsed(event.data));
    const begins =
      event.type === 'DEVICE_ADDED' &&
      event.stream_id === storeId &&
      named.data?.deviceId === chain.deviceId &&
      named.data.publicKey === chain.publicKey &&
      before === genesisHash(storeId, chain.deviceId, chain.publicKey);
    if (!begins) return words.genesis(chain.shortCode);
  }
  const last = runs.at(-1);
  const follows = place === followed.deviceSeq + 1;
  if (place > 1 && follows && before !== followed.hash) return words.linkWrong(seq);
  if (place > chain.deviceSeq || seq > chain.seq) return words.beyond(seq);
  if (place === chain.deviceSeq && (hash !== chain.hash || seq !== chain.seq)) return words.headWrong(chain.shortCode);
  if (last && follows) runs.splice(-1, 1, [last[0], place]);
  else runs.push([place, place]);
  followed.deviceSeq = place;
  followed.hash = hash;
  followed.count++;
  return null;
}

function said({ chain: { shortCode, deviceSeq }, runs, count }: Followed): readonly Statement[] {
  if (count === deviceSeq) return [proven(words.chainWhole(shortCode, deviceSeq))];
  return [
    proven(words.chainParts(shortCode, runs, deviceSeq)),
    notProven(words.chainGaps(shortCode, deviceSeq - count)),
  ];
}

/** Each line with a line feed at its end; what stands behind the last one counts as a line too. */
function* linesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(LINE_FEED, from);
    yield bytes.subarray(from, end < 0 ? bytes.length : end);
    if (end === bytes.length) return;
    from = end < 0 ? bytes.length : end + 1;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** An event whose line is the only one that it can have: no other spacing, order, escape or key said twice. */
function readLine(line: Uint8Array): PackEvent | null {
  let text: string;
  try {
    text = utf8.decode(line);
  } catch {
    return null;
  }
  const event = packEvent.safeParse(parsed(text));
  if (!event.success || eventLine(rowOf(event.data)) !== text) return null;
  // A lone surrogate would have the hash of the sign that stands for it.
  return rowOf(event.data).every((value) => typeof value !== 'string' || isStorable(value)) ? event.data : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
