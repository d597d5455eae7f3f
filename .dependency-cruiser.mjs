// The arrows between folders (docs/architecture.md, "Code map"). Each rule says what to do when it fires;
// `test/arrows.test.ts` shows that each one bites.

/** Tests may import what they need to build a world. */
const TEST = '\\.test\\.ts$';

/** The one file of a port's folder that says what the port is. */
const PORT_FILES = ['store/store', 'facts/facts', 'runner/runner', 'reporter/reporter'];

/** A folder of `src/`, as a pattern; `store/store.ts` names a single file. */
const within = (place) => (place.endsWith('.ts') ? `^src/${place.replace('.', '\\.')}$` : `^src/${place}/`);

/**
 * A rule that lets `from` import, of ours, itself and `to` and nothing else.
 * @param {{name: string, from: string, to: string[], comment: string}} rule
 */
const mayImportOnly = ({ name, from, to, comment }) => ({
  name,
  severity: 'error',
  comment,
  from: { path: within(from), pathNot: TEST },
  to: { path: '^src/', pathNot: [from, ...to].map(within) },
});

/**
 * A rule that lets only `homes` import some npm packages or Node modules.
 * @param {{name: string, packages: string[], homes: string[], comment: string}} rule
 */
const livesOnlyIn = ({ name, packages, homes, comment }) => ({
  name,
  severity: 'error',
  comment,
  from: { path: '^src/', pathNot: [TEST, ...homes.map(within)] },
  to: { path: packages.map((each) => `(^|node_modules/)${each}(/|$)`) },
});

const PORTS = PORT_FILES.map((file) => `${file}.ts`);

const layers = [
  mayImportOnly({
    name: 'domain-stands-alone',
    from: 'domain',
    to: ['expressions', 'calendar'],
    comment: 'The rules know no file format, no port and no front. Move the rule here, or hand the value in.',
  }),
  mayImportOnly({
    name: 'expressions-stand-alone',
    from: 'expressions',
    to: [],
    comment: 'Expressions wrap a library and know nothing of releases. Let the caller bring the values.',
  }),
  mayImportOnly({
    name: 'calendar-stands-alone',
    from: 'calendar',
    to: [],
    comment: 'The calendar wraps a library and knows nothing of releases. Let the caller bring the values.',
  }),
  mayImportOnly({
    name: 'config-knows-domain-and-expressions-only',
    from: 'config',
    to: ['domain', 'expressions', 'calendar'],
    comment: 'Config turns text into domain values. Fetch the text elsewhere and hand it in.',
  }),
  mayImportOnly({
    name: 'commands-know-the-domain-only',
    from: 'commands',
    to: ['domain'],
    comment: 'Commands are spelling and parsing. What a command does belongs to `domain/`.',
  }),
  mayImportOnly({
    name: 'views-know-domain-and-commands-only',
    from: 'views',
    to: ['domain', 'commands'],
    comment: 'A view renders values it is given. Let the caller fetch them.',
  }),
  mayImportOnly({
    name: 'engine-knows-ports-not-adapters',
    from: 'engine',
    to: ['domain', 'config', ...PORTS],
    comment: 'The engine talks to contracts. Widen the port file, and let a `main.ts` choose the adapter.',
  }),
  mayImportOnly({
    name: 'store-knows-domain-and-config-only',
    from: 'store',
    to: ['domain', 'config', 'github', 'git'],
    comment:
      'A store keeps state and decides nothing. What it seems to need belongs to `engine/` or `domain/`.',
  }),
  mayImportOnly({
    name: 'facts-know-the-domain-only',
    from: 'facts',
    to: ['domain', 'github', 'git'],
    comment: 'Facts answer the questions of `domain/fact.ts` and judge nothing. Judge in `domain/`.',
  }),
  mayImportOnly({
    name: 'runner-knows-the-domain-only',
    from: 'runner',
    to: ['domain', 'github'],
    comment: 'A runner starts, finds and cancels. What should run is decided in `domain/`.',
  }),
  mayImportOnly({
    name: 'reporter-knows-domain-and-views-only',
    from: 'reporter',
    to: ['domain', 'views', 'github'],
    comment: 'A reporter writes what a view rendered. Put words into `views/`, decisions into `domain/`.',
  }),
  mayImportOnly({
    name: 'intake-knows-ports-not-adapters',
    from: 'intake',
    to: ['domain', 'config', 'commands', 'views', ...PORTS, 'store/refusal.ts', 'engine/engine.ts'],
    comment: 'Intake is shared by all fronts. Take ports as arguments, and let a `main.ts` choose adapters.',
  }),
  mayImportOnly({
    name: 'github-stands-alone',
    from: 'github',
    to: [],
    comment: 'The client knows GitHub, not Signalbox. Translate in the adapter that calls it.',
  }),
  mayImportOnly({
    name: 'git-stands-alone',
    from: 'git',
    to: [],
    comment: 'This folder starts `git` and knows nothing else. Translate in the adapter that calls it.',
  }),
  mayImportOnly({
    name: 'sandbox-shares-nothing-but-git',
    from: 'sandbox',
    to: ['git'],
    comment:
      'The sandbox plays GitHub. If it shared code with what talks to GitHub, both would misread it alike: write it anew.',
  }),
];

const adapters = [
  {
    name: 'ports-do-not-know-their-adapters',
    severity: 'error',
    comment:
      'A file beside the port is shared by all adapters. Put what only one of them needs into its folder.',
    from: { path: '^src/(store|facts|runner|reporter)/[^/]+$', pathNot: TEST },
    to: { path: ['^src/$1/[^/]+/', '^src/(github|git)/'] },
  },
  {
    name: 'adapters-do-not-know-each-other',
    severity: 'error',
    comment: 'Adapters of a port are alternatives. Move what two of them share beside the port file.',
    from: { path: '^src/(store|facts|runner|reporter)/([^/]+)/', pathNot: TEST },
    to: { path: '^src/$1/[^/]+/', pathNot: '^src/$1/$2/' },
  },
  {
    name: 'only-github-adapters-call-github',
    severity: 'error',
    comment:
      'Of the adapters, those named github or actions call GitHub. Another one wants a fact handed in.',
    from: {
      path: '^src/(store|facts|runner|reporter)/[^/]+/',
      pathNot: [TEST, '^src/[^/]+/(github|actions)/'],
    },
    to: { path: '^src/github/' },
  },
  {
    name: 'only-git-adapters-call-git',
    severity: 'error',
    comment: 'Of the adapters, those named git start `git`. Another one wants the answer handed in.',
    from: { path: '^src/(store|facts|runner|reporter)/[^/]+/', pathNot: [TEST, '^src/[^/]+/git/'] },
    to: { path: '^src/git/' },
  },
];

const fronts = [
  {
    name: 'only-main-builds-adapters',
    severity: 'error',
    comment: "A front's `main.ts` chooses store, facts, runner and reporter. Take the port as an argument.",
    from: { path: '^src/(app|action|cli|web)/', pathNot: [TEST, '/main\\.ts$'] },
    to: { path: '^src/(store|facts|runner|reporter)/[^/]+/' },
  },
  {
    name: 'fronts-do-not-know-each-other',
    severity: 'error',
    comment:
      'Fronts translate, each for itself. Move what two of them share into `intake/`, `commands/` or `views/`.',
    from: { path: '^src/(app|action|cli|web)/', pathNot: TEST },
    to: { path: '^src/(app|action|cli|web)/', pathNot: '^src/$1/' },
  },
  {
    name: 'nothing-shipped-knows-the-sandbox',
    severity: 'error',
    comment:
      'The sandbox is a place to try things on. Only tests and scripts start it; talk to it over HTTP.',
    from: { path: '^src/', pathNot: [TEST, '^src/sandbox/'] },
    to: { path: '^src/sandbox/' },
  },
];

const outside = [
  {
    name: 'domain-is-pure',
    severity: 'error',
    comment:
      'No Node modules and no packages in the domain. Wrap the library in a pure folder, or hand the value in.',
    from: { path: '^src/domain/', pathNot: TEST },
    to: {
      dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'],
    },
  },
  {
    name: 'pure-folders-touch-no-machine',
    severity: 'error',
    comment:
      'No files, processes, clocks or sockets here. Do it in an adapter or a front and hand the value in.',
    from: { path: '^src/(expressions|calendar|config|commands|views)/', pathNot: TEST },
    to: { dependencyTypes: ['core'] },
  },
  livesOnlyIn({
    name: 'octokit-lives-in-github',
    packages: ['octokit', '@octokit/(?!graphql-schema|webhooks)[^/]+'],
    homes: ['github'],
    comment: 'Everything that talks to GitHub goes through `github/client.ts`. Use the client, or widen it.',
  }),
  livesOnlyIn({
    name: 'probot-lives-in-app',
    packages: ['probot', '@octokit/webhooks[^/]*'],
    homes: ['app'],
    comment: 'Probot is the shell of one front. Take what you need from it as an argument.',
  }),
  livesOnlyIn({
    name: 'actions-toolkit-lives-in-action',
    packages: ['@actions/(core|github|exec|io|http-client)'],
    homes: ['action'],
    comment: "The toolkit reads a runner's environment. Take what you need from it as an argument.",
  }),
  livesOnlyIn({
    name: 'processes-start-in-git-and-runners',
    packages: ['(node:)?child_process'],
    homes: ['git', 'sandbox', 'runner/shell'],
    comment: 'Only `git/`, the shell runner and the sandbox start processes. Ask one of them.',
  }),
  livesOnlyIn({
    name: 'expression-libraries-live-in-expressions',
    packages: ['@actions/expressions'],
    homes: ['expressions', 'sandbox'],
    comment: 'One folder wraps these libraries. Call `expressions/` instead.',
  }),
  livesOnlyIn({
    name: 'workflow-parser-lives-in-the-sandbox',
    packages: ['@actions/workflow-parser'],
    homes: ['sandbox'],
    comment:
      'It does not load in plain Node 20 or 22 (docs/decisions/0005-workflow-parser.md). Read YAML with `yaml`.',
  }),
  {
    name: 'what-ships-has-its-dependencies',
    severity: 'error',
    comment:
      'An installed Signalbox has no devDependencies. Move the package to `dependencies`, or do without.',
    from: { path: '^src/', pathNot: [TEST, '^src/sandbox/'] },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm'] },
  },
];

const everywhere = [
  {
    name: 'source-does-not-know-tests',
    severity: 'error',
    comment: 'What tests and sources share belongs to `src/`, beside what it is about.',
    from: { path: '^(src|scripts)/', pathNot: TEST },
    to: { path: ['^test/', TEST] },
  },
  {
    name: 'source-does-not-know-scripts',
    severity: 'error',
    comment: 'Scripts build and check the repository. Move what the product needs to `src/`.',
    from: { path: '^src/', pathNot: TEST },
    to: { path: '^scripts/' },
  },
  {
    name: 'no-cycles',
    severity: 'error',
    comment:
      'Two files that need each other at run time are one subject, or a third file is missing between them.',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'no-orphans',
    severity: 'error',
    comment: 'Nobody imports this file and it imports nobody. Use it or delete it.',
    from: { orphan: true, pathNot: ['\\.d\\.ts$', '\\.config\\.(js|ts)$'] },
    to: {},
  },
  {
    name: 'no-dead-files',
    severity: 'error',
    comment: 'Neither a front, nor a script, nor a test of the whole needs this file. Use it or delete it.',
    from: { path: ['^src/[^/]+/main\\.ts$', '^scripts/', '^test/'] },
    to: { path: '^src/', pathNot: [TEST, '^src/[^/]+/main\\.ts$'], reachable: false },
  },
  {
    name: 'imports-resolve',
    severity: 'error',
    comment: 'The file or package is not there. Correct the path, or add the package with an exact version.',
    from: {},
    to: { couldNotResolve: true },
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [...layers, ...adapters, ...fronts, ...outside, ...everywhere],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
