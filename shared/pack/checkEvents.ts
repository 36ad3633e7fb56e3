import { z } from 'zod';
import type { EventHashes } from '../eventHash.ts';
import { isStorable } from '../text.ts';
import { packWords as words } from '../uiWordsPack.ts';
import {
  eventLine,
  type PackChain,
  type PackEvent,
  type PackManifest,
  packEvent,
  packLimits,
  rowOf,
} from './packFormat.ts';
import { broken, notProven, proven, type Statement } from './statement.ts';

const LINE_FEED = 10;
const deviceAdded = z.object({ deviceId: z.string(), publicKey: z.string() });

/** How far one device's chain was followed. */
interface Followed {
  readonly chain: PackChain;
  /** what its first event has for the hash of the one before */
  readonly genesis: string;
  /** of the last event met; 0: none yet */
  deviceSeq: number;
  hash: string;
  count: number;
  /** from and to, in numbers of the chain: events with none missing between them */
  readonly runs: (readonly [number, number])[];
}

export interface EventsCheck {
  /** Takes the next bytes of `events.jsonl`, wherever they are cut. */
  take(bytes: Uint8Array): void;
  /** @returns one statement for the first thing that is broken, else what is proven and what is not */
  end(): readonly Statement[];
}

/**
 * Checks the events of a pack as they come: the form of each line, each hash, the order, and every link between two of
 * a chain that follow each other.
 */
export function checkEvents(manifest: PackManifest, { eventHash, genesisHash }: EventHashes): EventsCheck {
  const { storeId, chainHead, events, signer } = manifest;
  const chains = new Map<string, Followed>();
  for (const chain of manifest.chains) {
    const genesis = genesisHash(storeId, chain.deviceId, chain.publicKey);
    chains.set(chain.deviceId, { chain, genesis, deviceSeq: 0, hash: '', count: 0, runs: [] });
  }
  const eventIds = new Set<string>();
  let seq = 0;
  let count = 0;

  /** @returns what is wrong with the next line; null: nothing */
  function read(line: Uint8Array | null): string | null {
    count++;
    const event = line && readLine(line);
    if (!event) return words.lineForm(count);
    if (event.seq <= seq || eventIds.has(event.event_id)) return words.order(event.seq);
    seq = event.seq;
    eventIds.add(event.event_id);
    const followed = chains.get(event.device_id);
    if (!followed) return words.chainUnknown(seq);
    if (eventHash(rowOf(event)) !== event.hash) return words.hashWrong(seq);
    const fault = follow(followed, event, storeId);
    if (fault !== null) return fault;
    if (seq > chainHead.seq || (seq === chainHead.seq && event.hash !== chainHead.hash)) return words.beyond(seq);
    const missing = event.supersedes_event_id !== null && !eventIds.has(event.supersedes_event_id);
    return missing ? words.correctsMissing(seq) : null;
  }

  function said(): readonly Statement[] {
    if (count !== events.count) return [broken(words.countWrong)];
    if (events.whole !== (count === chainHead.seq)) return [broken(words.wholeWrong)];
    const all = [...chains.values()];
    const rootless = all.find(({ runs }) => runs[0]?.[0] !== 1);
    if (rootless) return [broken(words.genesis(rootless.chain.shortCode))];
    const others = all.map(({ chain }) => chain).filter(({ deviceId }) => deviceId !== signer.deviceId);
    const codes = others.map(({ shortCode }) => shortCode);
    return [
      proven(words.hashes(count)),
      ...(events.whole ? [proven(words.wholeLedger(chainHead.seq))] : []),
      ...all.flatMap(saidOfChain),
      ...(codes.length === 0 ? [] : [notProven(words.others(signer.shortCode, codes))]),
    ];
  }

  let fault: string | null = null;
  const lines = lineReader((line) => {
    fault ??= read(line);
  });
  return {
    take: (bytes) => {
      if (fault === null) lines.take(bytes);
    },
    end: () => {
      if (fault === null) lines.end();
      return fault === null ? said() : [broken(fault)];
    },
  };
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
      before === followed.genesis;
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

function saidOfChain({ chain: { shortCode, deviceSeq }, runs, count }: Followed): readonly Statement[] {
  if (count === deviceSeq) return [proven(words.chainWhole(shortCode, deviceSeq))];
  return [
    proven(words.chainParts(shortCode, runs, deviceSeq)),
    notProven(words.chainGaps(shortCode, deviceSeq - count)),
  ];
}

/**
 * Cuts bytes into lines at line feeds; what stands behind the last one counts as a line too.
 *
 * @param take  gets each line without its line feed; null: one that is longer than any entry
 */
function lineReader(take: (line: Uint8Array | null) => void): Pick<EventsCheck, 'take'> & { end(): void } {
  let pieces: Uint8Array[] = [];
  let length = 0;
  const hold = (piece: Uint8Array): void => {
    length += piece.length;
    if (length <= packLimits.lineBytes) pieces.push(piece);
  };
  const close = (): void => {
    take(length > packLimits.lineBytes ? null : joined(pieces, length));
    pieces = [];
    length = 0;
  };
  return {
    take: (bytes) => {
      let from = 0;
      for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, from)) {
        hold(bytes.subarray(from, end));
        close();
        from = end + 1;
      }
      if (from < bytes.length) hold(bytes.subarray(from));
    },
    end: () => {
      if (length > 0) close();
    },
  };
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = pieces;
  if (only && pieces.length === 1) return only;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
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
