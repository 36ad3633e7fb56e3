import { basename } from 'node:path';
import { systemClock } from '../../shared/time.ts';
import { openReport } from '../report/openReport.ts';
import { formats, writeReport } from '../report/writeReport.ts';
import { isPartOfStore } from '../store/storeFiles.ts';
import { writeJson, writeRefusal } from './answer.ts';
import { orStopped, statusOfStop } from './terminal.ts';
import { defineVerb, WrongUsage } from './verb.ts';
import { storePath, withStore } from './withStore.ts';

export const report = defineVerb({
  name: 'report',
  summary: 'write a report to a file',
  usage: `NAME --format json|csv --out FILE [--store FILE] [--as OPERATOR] [filters]

  custody   who or what has each asset: --at T --known-at T --case CODE --holder NAME --status STATUS
  asset     one asset's history with every correction, and its stays: --tag TAG, --known-at T
  ledger    every event of the log, every column: --known-at T

T is a date-time with an offset, like 2026-11-21T14:30:00+01:00. The folder of FILE must exist; a file that is there is
replaced. With --as the export itself is recorded, with the file's SHA-256; without it the store is only read.

  assettrack report custody --store demo.sqlite --as Ada --format csv --out custody.csv`,
  options: {
    store: { type: 'string' },
    as: { type: 'string' },
    at: { type: 'string' },
    'known-at': { type: 'string' },
    tag: { type: 'string' },
    case: { type: 'string' },
    holder: { type: 'string' },
    status: { type: 'string' },
    format: { type: 'string' },
    out: { type: 'string' },
  },
  words: { min: 1, max: 1 },
  run: async ({ store, as, format: wanted, out, 'known-at': knownAt, ...others }, [name = ''], terminal) => {
    if (wanted === undefined) throw new WrongUsage(`say in which format: --format ${formats.join('|')}`);
    if (out === undefined) throw new WrongUsage('say where to: --out FILE');
    const format = formats.find((known) => known === wanted);
    if (!format) {
      const why = `is none of ${formats.join(', ')}`;
      return writeRefusal(terminal, { code: 'INVALID', details: { field: 'format', why } });
    }
    if (isPartOfStore(out, storePath(store))) {
      return writeRefusal(terminal, { code: 'CANNOT_WRITE', details: { path: out, why: 'it is the store itself' } });
    }
    const filters = { ...others, ...(knownAt === undefined ? {} : { knownAt }) };
    const mode = as === undefined ? 'read' : 'write';

    return withStore({ store, as, mode }, terminal, async (custody, session) => {
      const opened = openReport(custody, name, filters, systemClock);
      if (!opened.ok) return writeRefusal(terminal, opened.error);
      const { head, body } = opened.value;
      const stop = terminal.stopSignal();
      const written = await writeReport(out, format, head, body, stop).catch(orStopped(stop));
      if (written === null) return statusOfStop(stop) ?? 1;
      if (!written.ok) return writeRefusal(terminal, written.error);

      const { path, bytes, sha256, rows } = written.value;
      const { at, chainHead } = head;
      const facts = { report: name, format, bytes, sha256, rows, at, knownAt: head.knownAt, chainHead };
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
