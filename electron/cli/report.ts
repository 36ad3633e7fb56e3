import { basename } from 'node:path';
import { z } from 'zod';
import {
  papers,
  type ReportFilters,
  type ReportFormat,
  reportCatalogue,
  reportFormats,
  reportNames,
} from '../../shared/contract/reports.ts';
import type { JsonObject } from '../../shared/event.ts';
import type { DocumentHead, ReportDocument } from '../../shared/report/document.ts';
import { accept, type Result } from '../../shared/result.ts';
import type { Session } from '../../shared/session.ts';
import { roles } from '../../shared/session.ts';
import { systemClock } from '../../shared/time.ts';
import { packWords } from '../../shared/uiWordsPack.ts';
import type { Custody } from '../custody.ts';
import { makePack } from '../pack/makePack.ts';
import { exportFacts } from '../report/exportFacts.ts';
import { fontsFolder } from '../report/fonts.ts';
import { type Asking, openReport } from '../report/openReport.ts';
import { printReport } from '../report/printReport.ts';
import { type WriteOptions, writeReport } from '../report/writeReport.ts';
import { isPartOfStore } from '../store/storeFiles.ts';
import { writeJson, writeRefusal } from './answer.ts';
import { printInElectron } from './printInElectron.ts';
import { orStopped, statusOfStop, type Terminal } from './terminal.ts';
import { defineVerb, WrongUsage } from './verb.ts';
import { version } from './version.ts';
import { storePath, withStore } from './withStore.ts';

export const report = defineVerb({
  name: 'report',
  summary: 'write a report to a file',
  usage: `NAME --format ${reportFormats.join('|')} --out FILE [--store FILE] [--as OPERATOR] [filters]
assettrack report asset|case|holder|ledger --pack --out FILE.zip [--format pdf|html] …

  custody      who or what has each asset: --case CODE --holder NAME --status STATUS
  asset        chain of custody, with every correction: --tag TAG (again for more), or --all
  case         inventory slot by slot, seals, contents checks: --case CODE (again for more), or --all
  holder       what somebody has, and what passed through their hands: --holder NAME (again for more), or --all
  receipt      handover receipts: --receipt NUMBER (again for more), or --holder NAME, --from T, --to T, --all
  outstanding  everything handed out and not returned: --holder NAME --case CODE
  overdue      overdue and due soon: --holder NAME --case CODE
  exceptions   everything that cannot be proven: --kind KIND
  corrections  what was corrected, by whom and why: --actor NAME --from T --to T
  audit        who changed what: --entity-type TYPE --entity-id ID --actor NAME --from T --to T
  assignments  what was dispatched, and each confirmation: --recipient NAME
  ledger       every event of the log, every column

All take --at T (as of that moment in the field) and --known-at T (only what was recorded by then). asset takes
--entries recorded|effective: every entry, or those that hold. T is a date-time with an offset, like
2026-11-21T14:30:00+01:00. PDF and HTML take --paper A4|Letter, CSV takes --bom. The folder of FILE must exist; a file
that is there is replaced. With --as the export itself is recorded, with the file's SHA-256; without it the store is
only read. A PDF is printed by the app's own Electron, under Xvfb where there is no display.

With --pack the file is a custody pack: the report as PDF (HTML where nothing can print) and CSV, every entry concerned
with its hash, the receipts, and a manifest that this laptop signs. "assettrack verify FILE.zip" checks it anywhere.

  assettrack report custody --store demo.sqlite --as Ada --format csv --out custody.csv
  assettrack report asset --store demo.sqlite --as Ada --tag DDC4CY-002645 --pack --out asset.zip`,
  options: {
    store: { type: 'string' },
    as: { type: 'string' },
    at: { type: 'string' },
    'known-at': { type: 'string' },
    entries: { type: 'string' },
    tag: { type: 'list' },
    case: { type: 'list' },
    holder: { type: 'list' },
    receipt: { type: 'list' },
    all: { type: 'boolean' },
    status: { type: 'string' },
    kind: { type: 'string' },
    'entity-type': { type: 'string' },
    'entity-id': { type: 'string' },
    actor: { type: 'string' },
    recipient: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    paper: { type: 'string' },
    bom: { type: 'boolean' },
    format: { type: 'string' },
    pack: { type: 'boolean' },
    out: { type: 'string' },
  },
  words: { min: 1, max: 1 },
  run: async (values, [name = ''], terminal) => {
    const { store, as, pack = false, format: wanted = pack ? 'pdf' : undefined, out } = values;
    const { paper: onPaper = 'A4', bom = false } = values;
    if (wanted === undefined) throw new WrongUsage(`say in which format: --format ${reportFormats.join('|')}`);
    if (out === undefined) throw new WrongUsage('say where to: --out FILE');
    const format = reportFormats.find((known) => known === wanted);
    if (!format) return notOneOf(terminal, 'format', reportFormats);
    if (pack && format !== 'pdf' && format !== 'html') return notOneOf(terminal, 'format', ['pdf', 'html']);
    const paper = papers.find((known) => known.toLowerCase() === onPaper.toLowerCase());
    if (!paper) return notOneOf(terminal, 'paper', papers);
    if (isPartOfStore(out, storePath(store))) {
      return writeRefusal(terminal, { code: 'CANNOT_WRITE', details: { path: out, why: 'it is the store itself' } });
    }
    const filters = filtersOf(values);

    return withStore({ store, as, mode: as === undefined ? 'read' : 'write' }, terminal, async (custody, session) => {
      const by = session === null ? null : whoIs(custody, session);
      const stop = terminal.stopSignal();
      custody.inBulk.spareMemory();
      const asking = { name, filters, clock: systemClock, appVersion: version, by };
      const options = { out, paper, bom, fonts: fontsFolder, stop };
      const writing = pack
        ? exportPack(custody, asking, { ...options, format: format === 'pdf' ? 'pdf' : 'html' }, terminal)
        : exportReport(custody, asking, { ...options, format });
      const written = await writing.catch(orStopped(stop));
      if (written === null) return statusOfStop(stop) ?? 1;
      if (!written.ok) return writeRefusal(terminal, written.error);

      const { path, facts } = written.value;
      if (!session) {
        terminal.say('assettrack: nobody was named with --as, so this export is not recorded in the store.');
        await writeJson(terminal, { ok: true, path, ...facts, recorded: false });
        return 0;
      }
      const recorded = await custody.recordExport(session, { file: basename(path), ...facts });
      if (!recorded.ok) {
        await writeJson(terminal, recorded);
        return 1;
      }
      // The file says where the log ended; from now on a store that ends before that must be noticed.
      custody.syncHead();
      await writeJson(terminal, { ok: true, path, ...facts, recorded: true });
      return 0;
    });
  },
});

/** A file that was written, and what the log keeps of it. */
interface Exported {
  readonly path: string;
  readonly facts: JsonObject;
}

type ExportOptions = Omit<WriteOptions, 'format'>;

async function exportReport(
  custody: Custody,
  asking: Asking,
  { format, ...options }: ExportOptions & { readonly format: ReportFormat },
): Promise<Result<Exported>> {
  const opened = openReport(custody, asking);
  if (!opened.ok) return opened;
  const document = opened.value;
  const written =
    format === 'pdf'
      ? await printReport(document, { ...options, print: printInElectron(options.stop) })
      : await writeReport(document, { ...options, format });
  if (!written.ok) return written;
  return accept({ path: written.value.path, facts: exportFacts(document.head, format, written.value) });
}

async function exportPack(
  custody: Custody,
  asking: Asking,
  { format, ...options }: ExportOptions & { readonly format: 'pdf' | 'html' },
  terminal: Terminal,
): Promise<Result<Exported>> {
  const { paper, fonts, stop } = options;
  const print = (document: ReportDocument, out: string) =>
    printReport(document, { out, paper, fonts, stop, print: printInElectron(stop) });
  const made = await makePack(custody, asking, { ...options, print: format === 'pdf' ? print : null });
  if (!made.ok) return made;
  const { path, head, manifest, noPdf } = made.value;
  if (noPdf !== null) terminal.say(`assettrack: ${packWords.noPdf(noPdf)}`);
  const { events, signer } = manifest;
  const facts = { ...exportFacts(head, format, made.value), format: 'pack', events: events.count };
  return accept({ path, facts: { ...facts, fingerprint: signer.fingerprint } });
}

const notOneOf = (terminal: Terminal, field: string, known: readonly string[]) =>
  writeRefusal(terminal, { code: 'INVALID', details: { field, why: `is none of ${known.join(', ')}` } });

type Values = Parameters<Parameters<typeof defineVerb>[0]['run']>[0];

/** The options that narrow a report, under the names of the contract. */
function filtersOf(values: Values): ReportFilters {
  const named: Record<string, unknown> = {};
  const known = new Set(reportNames.flatMap((name) => reportCatalogue[name].filters));
  for (const [option, value] of Object.entries(values)) {
    const filter = option.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
    if ([...known].some((one) => one === filter)) named[filter] = value;
  }
  return named; // judged by the form of the filters when the report is opened
}

const operators = z.object({
  rows: z.array(z.object({ operatorId: z.string(), name: z.string(), role: z.enum(roles) })),
});

/** The name and role of who is signed in, for the document's head. */
function whoIs(custody: Custody, { operatorId }: Session): DocumentHead['generatedBy'] {
  const answer: Result<unknown> = custody.query('operator.list', { limit: 1000 }, null);
  const found = answer.ok ? accept(operators.parse(answer.value)) : answer;
  if (!found.ok) return null;
  const one = found.value.rows.find((row) => row.operatorId === operatorId);
  return one ? { name: one.name, role: one.role } : null;
}
