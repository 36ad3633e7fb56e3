import { createHash, hash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yazl from 'yazl';
import type { ReportFilters } from '../../shared/contract/reports.ts';
import type { EventJson } from '../../shared/event.ts';
import {
  canonicalJson,
  eventLine,
  fingerprintOf,
  PACK_FORMAT,
  type PackChain,
  type PackManifest,
  packLimits,
  packNames,
  signedBytes,
} from '../../shared/pack/packFormat.ts';
import type { DocumentHead, ReportDocument } from '../../shared/report/document.ts';
import { accept, type Result, refuse } from '../../shared/result.ts';
import { packWords } from '../../shared/uiWordsPack.ts';
import type { Custody } from '../custody.ts';
import { type Asking, openReport } from '../report/openReport.ts';
import { type WriteOptions, type WrittenReport, writeReport } from '../report/writeReport.ts';
import { eventHash } from '../store/eventHash.ts';
import { type WrittenFile, writeAside } from '../store/writeAside.ts';
import { concernedBy } from './concerned.ts';
import { eventRowOf } from './eventRowOf.ts';
import { nodePrimitives } from './nodePrimitives.ts';
import { idsOf } from './packSubject.ts';
import { verifierPage } from './verifierPage.ts';

export interface PackOptions extends Pick<WriteOptions, 'out' | 'paper' | 'bom' | 'fonts' | 'stop'> {
  /** told of a file or folder that is to be taken away should the process end before the pack is whole */
  onAside?(path: string): void;
  /** told now and then how many rows were written and entries gone through, all together */
  onProgress?(steps: number): void;
  /** writes the PDF; null, or a refusal of it: the pack has HTML instead */
  readonly print: ((document: ReportDocument, out: string) => Promise<Result<WrittenReport>>) | null;
}

export interface WrittenPack extends WrittenFile {
  readonly head: DocumentHead;
  readonly manifest: PackManifest;
  /** rows of the report */
  readonly rows: number;
  /** why there is HTML and no PDF; null: it was not asked for, or is there */
  readonly noPdf: string | null;
}

interface Part {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Receipts in one file: as many as a report can be asked for. */
const RECEIPTS = 1000;
/** Entries between two words on how far it is. */
const STEP = 500;

/** What the parts of one pack share. */
interface Making extends PackOptions {
  /** for one part: told its own count, it tells that of all together */
  meter(): (steps: number) => void;
}

function adding(onProgress: PackOptions['onProgress']): Making['meter'] {
  let all = 0;
  return () => {
    let last = 0;
    return (steps) => {
      all += steps - last;
      last = steps;
      onProgress?.(all);
    };
  };
}

/**
 * Makes a custody pack (docs/pack-format.md): the report, the events concerned with their hashes, the receipts, and a
 * manifest that this laptop signs. Every hash is computed anew on the way; a log that does not agree gives no pack.
 *
 * @returns what the report refuses with; STORE_READ_ONLY when this laptop has no key in the store; STORE_DAMAGED
 *   `{path, why}`; CANNOT_WRITE `{path, why}`, also for a pack beyond its bounds, and where the page in it was not built
 */
export async function makePack(custody: Custody, asking: Asking, wish: PackOptions): Promise<Result<WrittenPack>> {
  const options: Making = { ...wish, meter: adding(wish.onProgress?.bind(wish)) };
  const { signer } = custody;
  if (!signer)
    return refuse('STORE_READ_ONLY', {
      path: custody.path,
      why: 'this laptop has no key in it to sign with',
      keyless: true,
    });
  const ids = idsOf(custody, asking);
  if (!ids.ok) return ids;
  const opened = openReport(custody, asking);
  if (!opened.ok) return opened;
  const document = opened.value;
  const page = await verifierPage();
  if (page === null) return refuse('CANNOT_WRITE', { path: options.out, why: packWords.noVerifier });
  const folder = await mkdtemp(join(tmpdir(), 'assettrack-pack-'));
  options.onAside?.(folder);
  try {
    const report = await writeDocument(document, 'report', folder, options);
    if (!report.ok) return report;
    const log = await writeEvents(custody, ids.value, document.head, join(folder, packNames.events), options);
    if (!log.ok) return log;
    const receipts = await writeReceipts(custody, asking, document.head, log.value.receipts, folder, options);
    if (!receipts.ok) return receipts;
    const check = await writeText(folder, packNames.page, page);
    if (!check.ok) return check;
    const readMe = await writeText(folder, 'read-me.txt', packWords.readMe(document.head));
    if (!readMe.ok) return readMe;
    const files = [...report.value.parts, log.value.part, ...receipts.value, check.value, readMe.value];
    const tooLarge =
      files.length + 2 > packLimits.entries ||
      files.some(({ bytes }) => bytes > packLimits.fileBytes) ||
      files.reduce((sum, { bytes }) => sum + bytes, 0) > packLimits.allBytes;
    if (tooLarge) return refuse('CANNOT_WRITE', { path: options.out, why: packWords.tooLarge });

    const manifest = manifestOf(document.head, log.value, signer, files);
    const bytes = Buffer.from(canonicalJson(manifest));
    const signature = signer.sign(signedBytes(bytes)).toString('hex');
    const first = await writeText(folder, packNames.manifest, bytes.toString());
    if (!first.ok) return first;
    const second = await writeText(folder, packNames.signature, `${signature}\n`);
    if (!second.ok) return second;
    const madeAt = new Date(document.head.generatedAt);
    const written = await writeZip([first.value, second.value, ...files], madeAt, options);
    if (!written.ok) return written;
    const { rows, noPdf } = report.value;
    return accept({ ...written.value, head: document.head, manifest, rows, noPdf });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A report for people, as PDF where it can be printed, and as CSV for programs. */
async function writeDocument(
  document: ReportDocument,
  name: string,
  folder: string,
  { print, paper, bom, fonts, stop, meter }: Making,
): Promise<Result<{ readonly parts: readonly Part[]; readonly rows: number; readonly noPdf: string | null }>> {
  const rest = { paper, bom, fonts, stop };
  const pdf = print ? await print(document, join(folder, `${name}.pdf`)) : null;
  stop.throwIfAborted();
  const kind = pdf?.ok ? 'pdf' : 'html';
  const html = pdf?.ok
    ? pdf
    : await writeReport(document, {
        ...rest,
        format: 'html',
        out: join(folder, `${name}.html`),
        onProgress: meter(),
      });
  if (!html.ok) return html;
  const csv = await writeReport(document, {
    ...rest,
    format: 'csv',
    out: join(folder, `${name}.csv`),
    onProgress: meter(),
  });
  if (!csv.ok) return csv;
  return accept({
    parts: [
      { ...html.value, name: `${name}.${kind}` },
      { ...csv.value, name: `${name}.csv` },
    ],
    rows: csv.value.rows,
    noPdf: pdf === null || pdf.ok ? null : String(pdf.error.details.why ?? pdf.error.code),
  });
}

/** The receipts of the handovers that are among the events, as they were known when the pack's report began. */
async function writeReceipts(
  custody: Custody,
  { clock, appVersion, by }: Asking,
  { generatedAt }: DocumentHead,
  numbers: readonly string[],
  folder: string,
  options: Making,
): Promise<Result<readonly Part[]>> {
  const parts: Part[] = [];
  for (let from = 0; from < numbers.length; from += RECEIPTS) {
    const filters: ReportFilters = { receipt: numbers.slice(from, from + RECEIPTS), knownAt: generatedAt };
    const receipts = openReport(custody, { name: 'receipt', filters, clock, appVersion, by });
    if (!receipts.ok) return receipts;
    const name = from === 0 ? 'receipts' : `receipts-${from / RECEIPTS + 1}`;
    const written = await writeDocument(receipts.value, name, folder, options);
    if (!written.ok) return written;
    parts.push(...written.value.parts);
  }
  return accept(parts);
}

interface WrittenLog {
  readonly part: Part;
  readonly count: number;
  readonly chains: readonly PackChain[];
  /** numbers of the receipts among the events */
  readonly receipts: readonly string[];
}

/** Writes the events concerned, in the order of the log, and walks along every chain to where it ends. */
async function writeEvents(
  custody: Custody,
  ids: readonly string[],
  { chainHead }: DocumentHead,
  out: string,
  { stop, meter }: Making,
): Promise<Result<WrittenLog>> {
  const log = (): Iterable<EventJson> => upTo(custody.events(), chainHead.seq, meter());
  const concerned = concernedBy(log, ids);
  const chains = new Map<string, PackChain>();
  const receipts: string[] = [];
  let count = 0;
  const lines = function* (): Generator<string> {
    for (const event of log()) {
      const { deviceId, deviceSeq, seq, hash: own } = event;
      if (event.type === 'DEVICE_ADDED') {
        const { shortCode, publicKey } = event.data;
        chains.set(deviceId, {
          deviceId,
          shortCode: String(shortCode),
          publicKey: String(publicKey),
          deviceSeq,
          seq,
          hash: own,
        });
      }
      const chain = chains.get(deviceId);
      if (!chain) throw new Disagreement(seq);
      chains.set(deviceId, { ...chain, deviceSeq, seq, hash: own });
      if (!concerned(event)) continue;
      const row = eventRowOf(event);
      if (eventHash(row) !== own) throw new Disagreement(seq);
      count++;
      if (event.type === 'HANDOVER_COMMITTED' && typeof event.data.receipt === 'string')
        receipts.push(event.data.receipt);
      yield `${eventLine(row)}\n`;
    }
  };
  try {
    const written = await writeAside(out, async (aside) => {
      const sums = createHash('sha256');
      const summed = function* (): Generator<Buffer> {
        for (const line of lines()) {
          const piece = Buffer.from(line);
          sums.update(piece);
          yield piece;
        }
      };
      await pipeline(Readable.from(summed()), createWriteStream(aside, { flags: 'wx' }), { signal: stop });
      return accept(sums.digest('hex'));
    });
    if (!written.ok) return written;
    const part = { ...written.value, name: packNames.events };
    return accept({ part, count, chains: [...chains.values()], receipts });
  } catch (error) {
    if (!(error instanceof Disagreement)) throw error;
    return refuse('STORE_DAMAGED', { path: custody.path, why: packWords.disagrees(error.seq) });
  }
}

/** An event in the log has another hash than its columns give, or a chain that does not begin. */
class Disagreement extends Error {
  readonly seq: number;
  constructor(seq: number) {
    super(`event ${seq}`);
    this.seq = seq;
  }
}

function* upTo(events: Iterable<EventJson>, seq: number, walked: (entries: number) => void): Generator<EventJson> {
  for (const event of events) {
    if (event.seq > seq) return;
    if (event.seq % STEP === 0) walked(event.seq);
    yield event;
  }
}

function manifestOf(
  head: DocumentHead,
  { count, chains }: WrittenLog,
  { deviceId, shortCode, publicKey }: NonNullable<Custody['signer']>,
  files: readonly Part[],
): PackManifest {
  const { report, documentNumber, subject, filters, at, knownAt, entries, chainHead } = head;
  return {
    format: PACK_FORMAT,
    storeId: head.storeId,
    organisation: head.organisation,
    madeAt: head.generatedAt,
    madeBy: head.generatedBy === null ? null : { ...head.generatedBy },
    appVersion: head.appVersion,
    about: { report, documentNumber, subject, filters: filters.map((one) => ({ ...one })), at, knownAt, entries },
    events: { count, whole: count === chainHead.seq },
    chainHead: { ...chainHead },
    chains: [...chains],
    signer: { deviceId, shortCode, publicKey, fingerprint: fingerprintOf(publicKey, nodePrimitives.sha256) },
    files: files.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })),
  };
}

async function writeText(folder: string, name: string, text: string): Promise<Result<Part>> {
  const written = await writeAside(join(folder, name), async (aside) => {
    await writeFile(aside, text, { flag: 'wx' });
    return accept(hash('sha256', text, 'hex'));
  });
  return written.ok ? accept({ ...written.value, name }) : written;
}

function writeZip(
  parts: readonly Part[],
  mtime: Date,
  { out, stop, onAside }: PackOptions,
): Promise<Result<WrittenFile>> {
  return writeAside(out, async (aside) => {
    onAside?.(aside);
    const zip = new yazl.ZipFile();
    // @types/yazl names the stream by an interface that a pipeline does not take.
    const packed = zip.outputStream as unknown as Readable;
    zip.on('error', (error: Error) => packed.destroy(error));
    for (const { name, path } of parts)
      zip.addFile(path, name, { mtime, mode: 0o100644, forceDosTimestamp: true, compressionLevel: 6 });
    zip.end();
    const sums = createHash('sha256');
    packed.on('data', (piece: Uint8Array) => sums.update(piece));
    await pipeline(packed, createWriteStream(aside, { flags: 'wx' }), { signal: stop });
    return accept(sums.digest('hex'));
  });
}
