import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ICruiseResult } from 'dependency-cruiser';
import { cruise } from 'dependency-cruiser';
import extractRules from 'dependency-cruiser/config-utl/extract-depcruise-config';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const CONFIG = fileURLToPath(new URL('../.dependency-cruiser.mjs', import.meta.url));
const config = await extractRules(CONFIG);
const rules = config.forbidden ?? [];

/** For each rule: a file, and an import in it that the rule must report. */
const FORBIDDEN: readonly (readonly [rule: string, file: string, imported: string])[] = [
  ['domain-stands-alone', 'src/domain/a.ts', 'src/config/config.ts'],
  ['expressions-stand-alone', 'src/expressions/a.ts', 'src/domain/domain.ts'],
  ['calendar-stands-alone', 'src/calendar/a.ts', 'src/domain/domain.ts'],
  ['config-knows-domain-and-expressions-only', 'src/config/a.ts', 'src/views/views.ts'],
  ['commands-know-the-domain-only', 'src/commands/a.ts', 'src/config/config.ts'],
  ['views-know-domain-and-commands-only', 'src/views/a.ts', 'src/engine/engine.ts'],
  ['engine-knows-ports-not-adapters', 'src/engine/a.ts', 'src/store/memory/memory.ts'],
  ['store-knows-domain-and-config-only', 'src/store/memory/a.ts', 'src/engine/engine.ts'],
  ['facts-know-the-domain-only', 'src/facts/github/a.ts', 'src/config/config.ts'],
  ['runner-knows-the-domain-only', 'src/runner/actions/a.ts', 'src/views/views.ts'],
  ['reporter-knows-domain-and-views-only', 'src/reporter/github/a.ts', 'src/commands/commands.ts'],
  ['intake-knows-ports-not-adapters', 'src/intake/a.ts', 'src/store/memory/memory.ts'],
  ['github-stands-alone', 'src/github/a.ts', 'src/domain/domain.ts'],
  ['git-stands-alone', 'src/git/a.ts', 'src/domain/domain.ts'],
  ['sandbox-shares-nothing-but-git', 'src/sandbox/a.ts', 'src/github/github.ts'],
  ['ports-do-not-know-their-adapters', 'src/store/a.ts', 'src/store/memory/memory.ts'],
  ['adapters-do-not-know-each-other', 'src/store/github/a.ts', 'src/store/memory/memory.ts'],
  ['only-github-adapters-call-github', 'src/store/memory/b.ts', 'src/github/github.ts'],
  ['only-git-adapters-call-git', 'src/store/github/b.ts', 'src/git/git.ts'],
  ['only-main-builds-adapters', 'src/app/a.ts', 'src/runner/actions/actions.ts'],
  ['fronts-do-not-know-each-other', 'src/app/b.ts', 'src/cli/cli.ts'],
  ['nothing-shipped-knows-the-sandbox', 'src/cli/b.ts', 'src/sandbox/sandbox.ts'],
  ['domain-is-pure', 'src/domain/b.ts', 'node:fs'],
  ['domain-is-pure', 'src/domain/c.ts', 'yaml'],
  ['pure-folders-touch-no-machine', 'src/views/b.ts', 'node:os'],
  ['octokit-lives-in-github', 'src/engine/b.ts', 'octokit'],
  ['octokit-lives-in-github', 'src/app/c.ts', '@octokit/core'],
  ['probot-lives-in-app', 'src/github/b.ts', 'probot'],
  ['actions-toolkit-lives-in-action', 'src/cli/c.ts', '@actions/core'],
  ['processes-start-in-git-and-runners', 'src/action/a.ts', 'node:child_process'],
  ['expression-libraries-live-in-expressions', 'src/config/b.ts', '@actions/expressions'],
  ['workflow-parser-lives-in-the-sandbox', 'src/config/c.ts', '@actions/workflow-parser'],
  ['what-ships-has-its-dependencies', 'src/engine/c.ts', 'graphql'],
  ['source-does-not-know-tests', 'src/engine/d.ts', 'test/support/world.ts'],
  ['source-does-not-know-scripts', 'src/engine/e.ts', 'scripts/build.ts'],
  ['imports-resolve', 'src/engine/f.ts', 'no-such-package'],
];

/** Imports that the design wants; none of them may be reported. */
const ALLOWED: readonly (readonly [file: string, imported: string])[] = [
  ['src/domain/ok.ts', 'src/expressions/expressions.ts'],
  ['src/domain/ok-calendar.ts', 'src/calendar/calendar.ts'],
  ['src/expressions/ok.ts', '@actions/expressions'],
  ['src/config/ok.ts', 'src/domain/domain.ts'],
  ['src/config/ok-expressions.ts', 'src/expressions/expressions.ts'],
  ['src/config/ok-yaml.ts', 'yaml'],
  ['src/views/ok.ts', 'src/commands/commands.ts'],
  ['src/engine/ok.ts', 'src/store/store.ts'],
  ['src/store/github/ok.ts', 'src/github/github.ts'],
  ['src/store/git/ok.ts', 'src/git/git.ts'],
  ['src/runner/actions/ok.ts', 'src/github/github.ts'],
  ['src/reporter/github/ok.ts', 'src/views/views.ts'],
  ['src/intake/ok.ts', 'src/store/store.ts'],
  ['src/github/ok.ts', '@octokit/core'],
  ['src/app/main.ts', 'src/store/memory/memory.ts'],
  ['src/app/ok.ts', 'probot'],
  ['src/app/ok-events.ts', '@octokit/webhooks'],
  ['src/action/ok.ts', '@actions/core'],
  ['src/git/ok.ts', 'node:child_process'],
  ['src/sandbox/ok.ts', 'src/git/git.ts'],
  ['src/sandbox/ok-graphql.ts', 'graphql'],
  ['src/store/memory/ok.test.ts', 'test/support/world.ts'],
];

const PACKAGES = [
  ...[
    '@actions/core',
    '@actions/expressions',
    '@actions/workflow-parser',
    '@octokit/core',
    '@octokit/webhooks',
    'octokit',
  ],
  ...['probot', 'yaml'],
];

let tree = '';
let result: ICruiseResult;

beforeAll(async () => {
  tree = realpathSync(mkdtempSync(join(tmpdir(), 'signalbox-arrows-')));
  layPackages();
  const imports: readonly (readonly [string, string])[] = [
    ...FORBIDDEN.map(([, file, imported]) => [file, imported] as const),
    ...ALLOWED,
    ['src/engine/chicken.ts', 'src/engine/egg.ts'],
    ['src/engine/egg.ts', 'src/engine/chicken.ts'],
  ];
  for (const [, imported] of imports) {
    if (imported.includes('/') && imported.endsWith('.ts')) lay(imported, 'x');
  }
  for (const [file, imported] of imports) lay(file, file.replace(/\W/g, '_'), specifier(file, imported));
  lay('src/engine/orphan.ts', 'x');
  lay('src/engine/dead.test.ts', 'x', './dead.ts');
  lay('src/engine/dead.ts', 'x', '../domain/domain.ts');
  const alive = imports.map(([file]) => `import '../${file}';\n`);
  writeFileSync(join(tree, 'test/whole.test.ts'), alive.join(''));

  const cruised = await cruise(['src', 'test', 'scripts'], {
    ...config.options,
    tsConfig: {},
    validate: true,
    ruleSet: { forbidden: rules },
    baseDir: tree,
  });
  if (typeof cruised.output === 'string') throw new Error('expected a result, not a rendered report');
  result = cruised.output;
});

afterAll(() => {
  rmSync(tree, { recursive: true, force: true });
});

describe('each rule reports the import it is there for', () => {
  test.each(FORBIDDEN)('%s: %s imports %s', (rule, file) => {
    expect(broken(file)).toContain(rule);
  });

  test('no-cycles: two files that import each other', () => {
    expect(broken('src/engine/chicken.ts')).toEqual(['no-cycles']);
  });

  test('no-orphans: a file that nobody imports and that imports nobody', () => {
    expect(broken('src/engine/orphan.ts')).toContain('no-orphans');
  });

  test('no-dead-files: a file that only its own unit test knows', () => {
    expect(broken('src/engine/dead.ts')).toEqual(['no-dead-files']);
  });

  test('there is a case for every rule', () => {
    const shown = new Set([...FORBIDDEN.map(([rule]) => rule), 'no-cycles', 'no-orphans', 'no-dead-files']);
    expect(rules.map(({ name }) => name).filter((name) => !shown.has(name ?? 'nameless'))).toEqual([]);
  });

  test('every rule says what to do, as a sentence', () => {
    expect(rules.filter(({ comment }) => !/^[A-Z].+\.$/.test(comment ?? ''))).toEqual([]);
  });
});

describe('the arrows that the design wants are free', () => {
  test.each(ALLOWED)('%s imports %s', (file) => {
    expect(broken(file)).toEqual([]);
  });
});

/** @returns the names of the rules that this file breaks. */
function broken(file: string): string[] {
  return result.summary.violations.filter(({ from }) => from === file).map(({ rule }) => rule.name);
}

function lay(file: string, name: string, imported?: string): void {
  const path = join(tree, file);
  mkdirSync(dirname(path), { recursive: true });
  const text = imported === undefined ? '' : `import * as imported from '${imported}';\nvoid imported;\n`;
  writeFileSync(path, `${text}export const ${name} = 1;\n`);
}

function specifier(file: string, imported: string): string {
  if (!imported.endsWith('.ts')) return imported;
  return `${'../'.repeat(file.split('/').length - 1)}${imported}`;
}

/** Gives the scratch tree packages to resolve, `graphql` as a development dependency among them. */
function layPackages(): void {
  for (const name of [...PACKAGES, 'graphql']) {
    lay(`node_modules/${name}/index.js`, 'x');
    writeFileSync(
      join(tree, 'node_modules', name, 'package.json'),
      JSON.stringify({ name, version: '1.0.0', type: 'module', exports: './index.js' }),
    );
  }
  const dependencies = Object.fromEntries(PACKAGES.map((name) => [name, '1.0.0']));
  const manifest = { name: 'tree', type: 'module', dependencies, devDependencies: { graphql: '1.0.0' } };
  writeFileSync(join(tree, 'package.json'), JSON.stringify(manifest));
}
