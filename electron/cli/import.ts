import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { choices, type ImportKind, importKinds, noWishes } from '../../shared/import/importForm.ts';
import { accept, type Result, refuse } from '../../shared/result.ts';
import { importList } from '../import/importList.ts';
import { importLines } from '../import/summary.ts';
import { template, templateFormats } from '../import/template.ts';
import { refusalOfFile } from '../store/sqliteErrors.ts';
import { whyUnreadable } from '../store/writeAside.ts';
import { writeJson, writeJsonLines, writeRefusal } from './answer.ts';
import { decodeUtf8 } from './lines.ts';
import { parseStrictJson } from './strictJson.ts';
import type { Terminal } from './terminal.ts';
import { defineVerb, WrongUsage } from './verb.ts';
import { withOperator } from './withStore.ts';

export const importVerb = defineVerb({
  name: 'import',
  summary: 'take over a list of assets or holders',
  usage: `--as OPERATOR --map MAP.json FILE [--kind assets|holders] [--differs keep|theirs] [--sheet NAME]
         [--commit] [--strict] [--store FILE]
       --template csv|xlsx FILE [--kind assets|holders]

Says row by row what would happen, one JSON object a line, and the summary on the last line. Nothing is written without
--commit, which records every usable row together; with --strict nothing is recorded if any row is refused. FILE is a
CSV file or a workbook (.xlsx). A row that says otherwise than the store is refused, unless --differs says whose word
counts: keep ours, or take theirs. The map says which of their columns each of our fields is read from:

  {"tag": "asset_tag", "serial": ["serial_number", "s/n"], "case": "case", "slot": "slot", "slots": {"CASE-3": 30}}

With --template an empty list is written whose columns need no thought. It touches no store.

  assettrack import --store demo.sqlite --as Ada --map map.json list.csv --commit`,
  options: {
    store: { type: 'string' },
    as: { type: 'string' },
    map: { type: 'string' },
    kind: { type: 'string' },
    commit: { type: 'boolean' },
    strict: { type: 'boolean' },
    differs: { type: 'string' },
    sheet: { type: 'string' },
    template: { type: 'string' },
  },
  words: { min: 1, max: 1 },
  run: async (
    { store, as, map: mapFile, kind: wanted = 'assets', commit, strict, differs, sheet, template: format },
    [file = ''],
    terminal,
  ) => {
    const kind = importKinds.find((known) => known === wanted);
    if (!kind) throw new WrongUsage(`--kind is one of ${importKinds.join(', ')}, not "${wanted}"`);
    if (format !== undefined) return writeTemplate(terminal, kind, format, file);
    if (mapFile === undefined) throw new WrongUsage('say how to read it: --map MAP.json');
    const differing = choices.find((known) => known === differs) ?? null;
    if (differs !== undefined && !differing) {
      throw new WrongUsage(`--differs is one of ${choices.join(', ')}, not "${differs}"`);
    }
    const map = await readMapFile(mapFile);
    if (!map.ok) return writeRefusal(terminal, map.error);
    const list = await readWhole(file);
    if (!list.ok) return writeRefusal(terminal, list.error);

    return withOperator({ store, as }, terminal, async (custody, session) => {
      const request = {
        kind,
        map: map.value,
        bytes: list.value,
        fileName: basename(file),
        reading: { sheet },
        wishes: { ...noWishes, differing },
        commit: commit ?? false,
        strict: strict ?? false,
      };
      const summary = await importList(custody, session, request);
      await writeJsonLines(terminal, importLines(summary));
      return summary.ok ? 0 : 1;
    });
  },
});

async function writeTemplate(terminal: Terminal, kind: ImportKind, format: string, path: string): Promise<number> {
  const known = templateFormats.find((one) => one === format);
  if (!known) throw new WrongUsage(`--template is one of ${templateFormats.join(', ')}, not "${format}"`);
  try {
    await writeFile(path, template(kind, known), { flag: 'wx' });
  } catch (error) {
    const refused = refusalOfFile(error, 'CANNOT_WRITE', { path });
    if (!refused || refused.ok) throw error;
    return writeRefusal(terminal, refused.error);
  }
  await writeJson(terminal, { ok: true, kind, path });
  return 0;
}

async function readMapFile(path: string): Promise<Result<unknown>> {
  const bytes = await readWhole(path);
  if (!bytes.ok) return bytes;
  const text = decodeUtf8(bytes.value);
  const json = text === null ? ({ ok: false, problem: 'is not UTF-8' } as const) : parseStrictJson(text);
  return json.ok ? accept(json.value) : refuse('INVALID', { field: 'map', path, why: json.problem });
}

async function readWhole(path: string): Promise<Result<Uint8Array>> {
  try {
    return accept(await readFile(path));
  } catch (error) {
    const why = whyUnreadable(error);
    if (why === null) throw error;
    return refuse('CANNOT_READ', { path, why });
  }
}
