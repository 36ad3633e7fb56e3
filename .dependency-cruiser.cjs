/** Who may import what. Each comment is what a developer reads when the rule is broken: it says where the thing belongs. */
const TESTS = ['[.](test|spec)[.]tsx?$', '^(shared|electron)/testing/', '^e2e/'];
/** What may leave out the checks on packages: tests bring tools of their own. */
const NOT_TESTS = { pathNot: TESTS };
/** The only files that know Electron. All others run under plain Node, in tests and on the command line. */
const ELECTRON_EDGE = '^electron/(main|window|preload|app/.+|ipc/serve)[.]ts$';
/** Files that are started rather than imported. */
const ENTRIES = [
  '^electron/(main|preload)[.]ts$',
  '^electron/cli/main[.]ts$',
  '^electron/workers/',
  '^renderer/main[.]tsx$',
  '^renderer/verifier/main[.]ts$',
];

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Two modules need each other. Move what they share into a third, below both.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'shared-is-pure',
      comment:
        'shared/ runs in every process: no Node, no Electron, no React; only zod and itself. Hand the thing in, or move the code to electron/.',
      severity: 'error',
      from: { path: '^shared/', ...NOT_TESTS },
      to: { pathNot: ['^shared/', 'node_modules/zod/'] },
    },
    {
      name: 'facts-know-no-wire',
      comment:
        'Facts and their histories do not know how they were asked for: only shared/decide/ takes the commands of shared/contract/. Put what both need beside the rules.',
      severity: 'error',
      from: { path: '^shared/', pathNot: ['^shared/(contract|decide|ipc)/', ...TESTS] },
      to: { path: '^shared/contract/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'store-knows-no-commands',
      comment:
        'electron/store/ keeps facts and rows; it uses shared/, better-sqlite3, zod and Node. What decides belongs in shared/ or electron/commands/.',
      severity: 'error',
      from: { path: '^electron/store/', ...NOT_TESTS },
      to: {
        path: ['^electron/', '^renderer/', 'node_modules/'],
        pathNot: [
          '^electron/store/',
          'node_modules/(@types/)?better-sqlite3/',
          'node_modules/@types/node/',
          'node_modules/zod/',
        ],
      },
    },
    {
      name: 'sql-stays-in-store',
      comment: 'Only electron/store/ speaks SQL. Ask it for facts or rows, or add a function there.',
      severity: 'error',
      from: { pathNot: ['^electron/store/', '^bench/', '^torture/', ...TESTS] },
      to: { path: 'node_modules/(@types/)?better-sqlite3/' },
    },
    {
      name: 'electron-at-the-edge',
      comment:
        'Only main.ts, window.ts, preload.ts, app/ and ipc/serve.ts touch Electron; all else runs under plain Node. Hand in what you need from Electron.',
      severity: 'error',
      from: { pathNot: [ELECTRON_EDGE, ...TESTS] },
      to: { path: ['node_modules/electron/', '^electron$'] },
    },
    {
      name: 'nothing-below-imports-the-edge',
      comment:
        'Commands, queries, imports, reports and the store do not know the window or the process they run in. Hand it in from main.ts.',
      severity: 'error',
      from: { path: '^electron/', pathNot: [ELECTRON_EDGE, ...TESTS] },
      to: { path: ELECTRON_EDGE },
    },
    {
      name: 'command-line-needs-no-window',
      comment:
        'The command line runs without a display. What it shares with the window belongs in electron/commands/ or electron/queries/.',
      severity: 'error',
      from: { path: '^electron/cli/', ...NOT_TESTS },
      to: { path: ELECTRON_EDGE, reachable: true },
    },
    {
      name: 'window-sees-only-shared',
      comment:
        'The window is a web page. It reaches the main process through the bridge of the preload and nothing else.',
      severity: 'error',
      from: { path: '^renderer/', ...NOT_TESTS },
      to: { path: ['^electron/', 'node_modules/(electron|better-sqlite3|electron-log|@node-rs)/'] },
    },
    {
      name: 'window-has-no-node',
      comment: 'The window is a web page: no fs, path or crypto from Node. Ask the main process through the contract.',
      severity: 'error',
      from: { path: '^renderer/', ...NOT_TESTS },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'main-knows-no-views',
      comment: 'The main process does not know what the window looks like. What both need belongs in shared/.',
      severity: 'error',
      from: { path: '^electron/', ...NOT_TESTS },
      to: { path: '^renderer/' },
    },
    {
      name: 'verifier-stands-alone',
      comment:
        'renderer/verifier/ is the page that goes into every custody pack: the rules of shared/, the colours of the window, three small libraries. What it needs of the window belongs in shared/.',
      severity: 'error',
      from: { path: '^renderer/verifier/', ...NOT_TESTS },
      to: {
        pathNot: [
          '^renderer/verifier/',
          '^renderer/theme/tokens[.]css$',
          '^shared/',
          'node_modules/(@noble/(ed25519|hashes)|fflate|zod)/',
        ],
      },
    },
    {
      name: 'window-is-no-verifier',
      comment: 'The window has the main process check a pack. What the page and the window share belongs in shared/.',
      severity: 'error',
      from: { path: '^renderer/', pathNot: ['^renderer/verifier/', ...TESTS] },
      to: { path: '^renderer/verifier/' },
    },
    {
      name: 'no-test-code-in-the-app',
      comment: 'Tests and their helpers are imported by tests alone. A helper the app needs belongs in the app.',
      severity: 'error',
      from: { pathNot: [...TESTS, '^bench/', '^torture/'] },
      to: { path: TESTS },
    },
    {
      name: 'naive-model-stands-alone',
      comment:
        'The app is held against the naive model, so the model shares none of its code, only the form of an event. Say the rule once more, in plain maps.',
      severity: 'error',
      from: { path: '^electron/testing/naive' },
      to: {
        path: ['^(shared|electron)/'],
        pathNot: ['^electron/testing/naive'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'bench-is-a-leaf',
      comment: 'bench/ measures; nothing is built on it. What you need of it belongs in the app or in testing/.',
      severity: 'error',
      from: { pathNot: '^bench/' },
      to: { path: '^bench/' },
    },
    {
      name: 'torture-is-a-leaf',
      comment: 'torture/ breaks things; nothing is built on it. What you need of it belongs in the app or in testing/.',
      severity: 'error',
      from: { pathNot: '^torture/' },
      to: { path: '^torture/' },
    },
    {
      name: 'resolvable',
      comment: 'This import leads nowhere. Check the path (with its extension), or add the package to package.json.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '[.]css$' },
    },
    {
      name: 'packages-are-declared',
      comment: 'This package is not in package.json; it lies in node_modules by chance. Add it with npm install -E.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'the-app-ships-no-dev-tools',
      comment:
        'Packages under devDependencies are not in the installed app. Move it to dependencies, or the code out of the app.',
      severity: 'error',
      from: { path: '^(shared|electron)/', ...NOT_TESTS },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: 'node_modules/(electron|@types)/',
      },
    },
    {
      name: 'no-orphans',
      comment: 'Nothing imports this file and it is no entry point. Use it or delete it.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [...TESTS, ...ENTRIES, '[.]d[.]ts$', '^(bench|torture)/main[.]ts$', '^torture/job[.]ts$'],
      },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|release)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'import', 'node', 'default'] },
  },
};
