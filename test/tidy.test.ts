import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { INPUTS, OUTPUTS } from '../src/action/contract.ts';
import { REASON_CODES } from '../src/domain/reason.ts';

// The house style that no linter knows (docs/style.md). A failure names the files; the remedy is in the title.

const root = join(import.meta.dirname, '..');
const FILE_LIMIT = 250;
const FUNCTION_LIMIT = 70;

/** Files that may be longer, with their length. The list may only shrink: shorten a file, lower its number. */
const LONGER: Readonly<Record<string, number>> = {};

const files = listFiles();
const code = files.filter((file) => /^(src|scripts|test)\/.*\.ts$/.test(file));
const sources = code.filter((file) => file.startsWith('src/') && !file.endsWith('.test.ts'));
const documents = files.filter((file) => file.endsWith('.md'));
const text = files.filter((file) => !/^dist\/|^package-lock\.json$|\.(png|svg|ico)$/.test(file));

describe('code', () => {
  test(`a file has ${String(FILE_LIMIT)} lines at most: split it by subject`, () => {
    const long = sources.filter((file) => lines(file).length > (LONGER[file] ?? FILE_LIMIT));
    expect(long.map((file) => `${file}: ${String(lines(file).length)}`)).toEqual([]);
  });

  test('the list of longer files only shrinks: lower the number, or take the file off', () => {
    const loose = Object.entries(LONGER).filter(
      ([file, limit]) => limit <= FILE_LIMIT || !sources.includes(file) || lines(file).length < limit,
    );
    expect(loose).toEqual([]);
  });

  test(`a function has ${String(FUNCTION_LIMIT)} lines at most: give its parts names`, () => {
    const functions = code.filter((file) => !isTest(file)).flatMap(longFunctions);
    expect(functions).toEqual([]);
  });

  test('names are kebab-case, and say the subject instead of "utils"', () => {
    const odd = code.filter((file) => {
      const parts = file.split('/');
      return parts.some((part) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.(test|d|config))*(\.ts)?$/.test(part));
    });
    const vague = code.filter((file) => /(^|\/)(utils?|helpers?|common|misc)(\/|\.)/.test(file));
    expect([...odd, ...vague]).toEqual([]);
  });

  test('there are no barrels: import from the file that owns the thing', () => {
    const named = code.filter((file) => basename(file) === 'index.ts');
    expect([...named, ...sources.filter(onlyPassesOn)]).toEqual([]);
  });

  test('a unit test stands beside the file it is about', () => {
    const tests = code.filter((file) => /^src\/.*\.test\.ts$/.test(file));
    const lost = tests.filter((file) => !code.some((each) => isBeside(file, each)));
    expect(lost).toEqual([]);
  });

  test('every reason code is used: take it out of `domain/reason.ts`, its text and its page', () => {
    const users = sources.filter((file) => !/^src\/(domain\/reason|views\/messages)/.test(file));
    const words = new Set(
      users.flatMap((file) => read(file).match(/(?<=['"])[a-z]+(-[a-z]+)*(?=['"])/g) ?? []),
    );
    expect(REASON_CODES.filter((reason) => !words.has(reason))).toEqual([]);
  });
});

describe('text', () => {
  test('nothing is left over: do it now or write it into an issue', () => {
    expect(
      found(text, leftOver('TO', 'DO'), leftOver('FIX', 'ME'), leftOver('XX', 'X'), leftOver('HA', 'CK')),
    ).toEqual([]);
  });

  test('no path of a particular machine', () => {
    const places =
      /(?<![\w.])\/(?:home\/(?!runner\b)[a-z]|Users\/[a-z]|root\/|work\/(?:main|shared)\b|tmp\/[a-z])/;
    expect(found(text, places)).toEqual([]);
  });

  test('files end with one line break, and no line ends with a space', () => {
    const own = text.filter((file) => !/\.(json|graphql)$/.test(file));
    expect(own.filter((file) => !/[^\n]\n$/.test(read(file)) || /[ \t]\n/.test(read(file)))).toEqual([]);
  });

  test('[A27] the lock file names no registry: keep `.npmrc` and write it anew', () => {
    expect(read('package-lock.json')).not.toMatch(/"resolved"/);
  });

  test('[A27] dependencies have exact versions', () => {
    const { dependencies, devDependencies } = manifest();
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d/.test(version),
    );
    expect(loose).toEqual([]);
  });
});

describe('documents', () => {
  test('each has one title, and it is the first line', () => {
    const untitled = documents.filter((file) => {
      const titles = prose(file).filter((line) => line.startsWith('# '));
      return titles.length !== 1 || lines(file)[0] !== titles[0];
    });
    expect(untitled).toEqual([]);
  });

  test('links lead to files and headings that exist', () => {
    expect(documents.flatMap(deadLinks)).toEqual([]);
  });

  test('files that code and pages name in docs/ exist', () => {
    const named = text
      .filter((file) => !isTest(file))
      .flatMap((file) =>
        [...read(file).matchAll(/(?<![\w/.-])docs\/[\w./-]+\.md/g)].map(([path]) => ({ file, path })),
      );
    expect(named.filter(({ path }) => !existsSync(join(root, path)))).toEqual([]);
  });
});

describe('workflows', () => {
  test('[A27] third-party actions are pinned by commit, with the version beside it', () => {
    const uses = files
      .filter((file) => /^\.github\/workflows\/.*\.yml$/.test(file))
      .flatMap((file) => lines(file).filter((line) => /\buses:/.test(line)));
    expect(uses.filter((line) => !/uses: (\.\/|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$)/.test(line))).toEqual(
      [],
    );
  });

  test('action.yml declares what the code reads and writes, and runs one file before and after the job', () => {
    const action: unknown = parse(read('action.yml'));
    expect(action).toMatchObject({
      runs: { using: 'node24', main: 'dist/index.js', post: 'dist/index.js', 'post-if': 'always()' },
    });
    expect(keys(action, 'inputs')).toEqual([...INPUTS]);
    expect(keys(action, 'outputs')).toEqual([...OUTPUTS]);
  });
});

/** @returns what git tracks or would track, without what was deleted. */
function listFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
  });
  return listed
    .toString()
    .split('\n')
    .filter((file) => file !== '' && existsSync(join(root, file)));
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

function lines(file: string): string[] {
  return read(file).replace(/\n$/, '').split('\n');
}

function isTest(file: string): boolean {
  return file.startsWith('test/') || file.endsWith('.test.ts');
}

/** @returns every function of the file that is too long, with its first line and length. */
function longFunctions(file: string): string[] {
  const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true);
  const long: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node) {
      const first = source.getLineAndCharacterOfPosition(node.getStart(source)).line;
      const length = source.getLineAndCharacterOfPosition(node.end).line - first + 1;
      if (length > FUNCTION_LIMIT) long.push(`${file}:${String(first + 1)}: ${String(length)}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return long;
}

/** @returns whether all that the file does is to export what other files own. */
function onlyPassesOn(file: string): boolean {
  const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest);
  return source.statements.every(
    (statement) => ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined,
  );
}

/** `x.test.ts` and `x.some-aspect.test.ts` are about `x.ts`. */
function isBeside(unitTest: string, file: string): boolean {
  return unitTest.startsWith(file.replace(/ts$/, '')) && !file.endsWith('.test.ts');
}

/** Spelled in two halves, so that this file does not find itself. */
function leftOver(first: string, second: string): RegExp {
  return new RegExp(`\\b${first}${second}\\b`);
}

/** @returns `file:line: text` of each line that one of the patterns matches. */
function found(places: readonly string[], ...patterns: readonly RegExp[]): string[] {
  return places.flatMap((file) =>
    lines(file).flatMap((line, index) =>
      patterns.some((pattern) => pattern.test(line))
        ? [`${file}:${String(index + 1)}: ${line.trim().slice(0, 120)}`]
        : [],
    ),
  );
}

/** @returns the lines of a document that are not inside a code block. */
function prose(file: string): string[] {
  let fenced = false;
  return lines(file).filter((line) => {
    if (/^\s*(```|~~~)/.test(line)) fenced = !fenced;
    return !fenced;
  });
}

function deadLinks(file: string): string[] {
  const body = prose(file)
    .join('\n')
    .replace(/`[^`\n]*`/g, '');
  const targets = [...body.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)].map(
    ([, target]) => target ?? '',
  );
  return targets
    .filter((target) => !/^[a-z]+:/.test(target) && !leadsSomewhere(file, target))
    .map((to) => `${file}: ${to}`);
}

function leadsSomewhere(file: string, target: string): boolean {
  const [path = '', heading] = decodeURIComponent(target).split('#');
  const goal = path === '' ? file : normalize(join(dirname(file), path));
  if (!existsSync(join(root, goal))) return false;
  return heading === undefined || !goal.endsWith('.md') || headings(goal).includes(heading);
}

/** @returns the anchors that GitHub gives to a document's headings. */
function headings(file: string): string[] {
  return prose(file)
    .filter((line) => /^#{1,6} /.test(line))
    .map((line) =>
      line
        .replace(/^#+ /, '')
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replace(/ /g, '-'),
    );
}

function keys(value: unknown, name: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const found = Object.entries(value).find(([key]) => key === name)?.[1] as object | undefined;
  return Object.keys(found ?? {});
}

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

function manifest(): Manifest {
  return JSON.parse(read('package.json')) as Manifest;
}
