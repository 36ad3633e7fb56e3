/** One line of the table in docs/benchmarks.md: a figure of the JSON, and what it is held against. */
interface Line {
  readonly what: string;
  /** where it stands in the JSON, measure first */
  readonly path: readonly (string | number)[];
  readonly unit: string;
  /** the most it may be; null: nothing is laid down */
  readonly goal: number | null;
}

const times = ['timesBare', 'p50'] as const;

/** In the order of performance.md's goals; what has none comes last. */
const LINES: readonly Line[] = [
  line('durable append, every duty', ['append', 'nearest100000', ...times], '× bare', 1.25),
  line('waits for the disk of an append', ['append', 'fsyncsPerAppend'], '', 1),
  line('the same append in memory', ['ladder', 'inMemory', 'log', ...times], '× bare', 2),
  line('append to the large log, to an empty one', ['append', 'growth', 'log', 'p50'], '×', 1.3),
  line('import: a batch of assets', ['batch', ...times], '× bare', 1.9),
  line('one stream read and folded', ['trail', 'sizes', 1, 'foldTimesKeyed', 'p50'], '× keyed', 0.8),
  line('rebuild: reading and folding every stream', ['rebuild', 'parts', 'readAndFold', 'timesScanC'], '× scanC', null),
  line('rebuild: current state alone', ['rebuild', 'parts', 'current', 'timesScanC'], '× scanC', 6),
  line('rebuild: every stay that ever was, alone', ['rebuild', 'parts', 'spans', 'timesScanC'], '× scanC', null),
  line('rebuild: everything', ['rebuild', 'rebuild', 'timesScanC'], '× scanC', 6),
  line('rebuild: peak memory', ['rebuild', 'peakMegabytes'], 'MB', 256),
  line('verify: hash chain and every rule of an event', ['verify', 'log', 'timesScanC'], '× scanC', 6),
  line('verify: everything', ['verify', 'verify', 'timesScanC'], '× scanC', null),
  line('page of 100 of the trail', ['trail', 'sizes', 1, 'pageTimesRaw', 'p50'], '× raw', 1.5),
  line('page of 100 of one history', ['trail', 'sizes', 1, 'historyTimesRaw', 'p50'], '× raw', 3),
  line('page of the large log, of 10⁴', ['trail', 'growth', 'page', 'p50'], '×', 1.3),
  line('search by a whole tag, p99', ['search', 'tag', 'p99'], 'µs', 2000),
  line('search by a prefix, p99', ['search', 'prefix', 'p99'], 'µs', 2000),
  line('search by two words, p99', ['search', 'twoWords', 'p99'], 'µs', 2000),
  line('backup of a live store', ['backup', 'timesCopy', 'p50'], '× copy', 1),
  line('CSV of the ledger', ['exports', 'timesHand', 'csv', 'p50'], '× hand', 0.55),
  line('CSV of the ledger', ['exports', 'timesRaw', 'csv', 'p50'], '× its bytes', null),
  line('CSV of the ledger: peak memory', ['exports', 'peakMegabytes', 'csv'], 'MB', 128),
  line('CSV of the ledger: peak memory, command line', ['exports', 'peakMegabytes', 'commandLine'], 'MB', null),
  line('CSV of current custody: peak memory', ['exports', 'peakMegabytes', 'custody'], 'MB', 128),
  line('JSON of the ledger', ['exports', 'timesRaw', 'json', 'p50'], '× bytes of CSV', null),
  line('HTML of the ledger', ['exports', 'timesRaw', 'html', 'p50'], '× bytes of CSV', null),
  line('XLSX of the ledger', ['exports', 'timesFast', 'xlsx', 'p50'], '× zlib 1', 1.5),
  line('XLSX of the ledger: peak memory', ['exports', 'peakMegabytes', 'xlsx'], 'MB', 192),
  line('a command beyond bare: issue', ['command', 'onDisk', 'single', 'issue', 'beyondBare', 'p50'], 'µs', 3000),
  line('waits for the disk of a command', ['command', 'fsyncsPerCommand'], '', 1),
  line('custody page of 100, now', ['custodyAt', 'sizes', 1, 'page', 'now', 'p50'], 'µs', null),
  line('custody page of 100, at a past moment', ['custodyAt', 'sizes', 1, 'page', 'past', 'p50'], 'µs', null),
  line('open for writing', ['open', 'write', 'p50'], 'µs', null),
  line('open for reading', ['open', 'read', 'p50'], 'µs', null),
];

/** What stands in brackets behind a figure: the same where other work on the machine disturbed it less. */
const CALMER: Readonly<Record<string, readonly string[]>> = {
  p50: ['p10', 'cpu'],
  timesScanC: ['timesScanCByProcessor'],
};

function line(what: string, path: Line['path'], unit: string, goal: number | null): Line {
  return { what, path, unit, goal };
}

/** The tables of a run as docs/benchmarks.md shows them, with the machine that they are of. */
export function tables(taken: Readonly<Record<string, unknown>>): string {
  const [cpu, cores, memory, os, node, sqlite] = MACHINE.map((name) => at(taken, ['machine', name]));
  const machine = `${cores} × ${cpu}, ${memory} GB, ${os}, Node ${node}, SQLite ${sqlite}`;
  return `${taken.events} events, ${taken.rounds} rounds; ${machine}\n\n${table(taken)}\n\n${ladder(taken)}`;
}

const MACHINE = ['cpu', 'cores', 'memoryGigabytes', 'os', 'node', 'sqlite'] as const;

/**
 * Puts the tables of a run between the two marks of a document.
 *
 * @throws when the document has no such place
 */
export function intoDocument(document: string, taken: Readonly<Record<string, unknown>>): string {
  const [from, to] = [document.indexOf(FROM), document.indexOf(TO)];
  if (from < 0 || to < from) throw new Error(`the document has no place between ${FROM} and ${TO}`);
  return `${document.slice(0, from + FROM.length)}\n\n${tables(taken)}\n\n${document.slice(to)}`;
}

const FROM = '<!-- figures of npm run bench -->';
const TO = '<!-- end of the figures -->';

/** @returns Markdown: every figure that was taken, its goal, whether it is met, and the command that takes it again */
function table(taken: Readonly<Record<string, unknown>>): string {
  const rows = LINES.flatMap(({ what, path, unit, goal }) => {
    const [measure = ''] = path;
    const middle = numberAt(taken.measures, path);
    if (middle === null) return [];
    const others = (CALMER[String(path.at(-1))] ?? []).map((name) =>
      numberAt(taken.measures, [...path.slice(0, -1), name]),
    );
    const calmer = others.filter((one) => one !== null);
    const measured = `${middle}${calmer.length === 0 ? '' : ` (${calmer.join('; ')})`} ${unit}`.trim();
    const held = goal === null ? ['–', ''] : [`≤ ${goal}`, middle <= goal ? 'yes' : '**no**'];
    return [[what, measured, ...held, `\`npm run bench -- ${measure}\``]];
  });
  return [
    '| figure | measured | goal | held | command |',
    '| --- | --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');
}

/** What each duty of an append costs, as Markdown; '' when the ladder was not taken. */
function ladder(taken: Readonly<Record<string, unknown>>): string {
  const steps = at(taken.measures, ['ladder', 'onDisk']);
  if (steps === null || typeof steps !== 'object') return '';
  const ways = ['onDisk', 'inMemory', 'manyInOne'];
  const rows = Object.keys(steps).map((step) =>
    [
      step,
      ...ways.map((way) => {
        const [p50, ...calmer] = ['p50', 'p10', 'cpu'].map((p) =>
          numberAt(taken.measures, ['ladder', way, step, 'timesBare', p]),
        );
        return p50 === null ? '–' : `${p50} (${calmer.join('; ')})`;
      }),
    ].join(' | '),
  );
  return [
    '| with | on disk × bare | in memory × bare | 1,000 in a transaction × bare |',
    '| --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n');
}

/** What stands at a path of a JSON value; null when nothing does. */
function at(value: unknown, path: Line['path']): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      inner !== null && typeof inner === 'object' ? Object.entries(inner).find(([k]) => k === `${key}`)?.[1] : null,
    value,
  );
}

function numberAt(value: unknown, path: Line['path']): number | null {
  const found = at(value, path);
  return typeof found === 'number' ? found : null;
}
