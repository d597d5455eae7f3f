import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { INPUTS } from '../src/action/contract.ts';
import { APP_EVENTS, APP_PERMISSIONS } from '../src/sandbox/play/stage.ts';

// The guides say what the files say. What they show as YAML is looked at in `workflows.test.ts`.

const root = join(import.meta.dirname, '..');

const manifestSchema = z.object({
  default_events: z.array(z.string()),
  default_permissions: z.record(z.string(), z.string()),
});
const workflowSchema = z.object({ permissions: z.record(z.string(), z.string()) });
const releaseSchema = z.object({
  jobs: z.record(
    z.string(),
    z.object({
      permissions: z.record(z.string(), z.string()),
      steps: z.array(z.object({ name: z.string().optional(), run: z.string().optional() })),
    }),
  ),
});

describe('Install the App', () => {
  const guide = read('docs/guide/install-app.md');
  const manifest = manifestSchema.parse(parse(read('app.yml')));

  test('it lists the permissions and events of app.yml', () => {
    const rows = table(guide, 'permission').map(([name, access]) => [name, access?.replaceAll('`', '')]);
    expect(Object.fromEntries(rows)).toEqual(manifest.default_permissions);
    expect(table(guide, 'event').map(([name]) => name)).toEqual(manifest.default_events);
  });

  test('its address fills in the form with them', () => {
    const [address = ''] = /https:\/\/github\.com\/organizations\/[^`]*/.exec(guide) ?? [];
    const asked = new URL(address.replace(/\s+/g, '')).searchParams;
    expect(asked.getAll('events[]')).toEqual(manifest.default_events);
    const own = ['name', 'public', 'webhook_active', 'webhook_url', 'events[]'];
    const permissions = [...asked].filter(([name]) => !own.includes(name));
    expect(Object.fromEntries(permissions)).toEqual(manifest.default_permissions);
  });

  test('the App of the sandbox has no more and no less', () => {
    expect(APP_PERMISSIONS).toEqual(manifest.default_permissions);
    expect(APP_EVENTS).toEqual(manifest.default_events);
  });

  test('it lists the variables that the App reads', () => {
    const settings = read('src/app/settings.ts');
    const names = [...settings.matchAll(/env\['(\w+)'\]|numberOf\(env, '(\w+)'/g)].map(
      ([, plain, number]) => plain ?? number,
    );
    const listed = table(guide, 'variable').map(([name]) => name);
    expect([...listed].sort()).toEqual([...new Set(names)].sort());
  });
});

describe('Install the Action', () => {
  const guide = read('docs/guide/install-action.md');
  const example = 'examples/with-action/.github/workflows';

  test('it shows the workflows of examples/with-action, apart from where that deploys to', () => {
    expect(block(guide, '.github/workflows/signalbox.yml')).toBe(read(`${example}/signalbox.yml`));
    const deploy = read(`${example}/deploy.yml`).replace(/^ *env: .*\n/m, '');
    expect(block(guide, '.github/workflows/deploy.yml')).toBe(deploy);
  });

  test.each([
    ['the Action alone', 3, [`${example}/signalbox.yml`, `${example}/build.yml`, `${example}/deploy.yml`]],
    ['either', 3, ['monorepo/build.yml', 'monorepo/deploy.yml'].map(inExamples)],
    ['the App', 2, ['with-app/build.yml', 'with-app/deploy.yml', 'hello/deploy.yml'].map(inExamples)],
  ])('its permissions are those of the examples for %s', (_, column, files) => {
    const rows = table(guide, 'permission').filter((row) => row[column] === 'yes');
    const expected = Object.fromEntries(rows.map(([line = '']) => line.split(': ')));
    for (const file of files) {
      expect([file, workflowSchema.parse(parse(read(file))).permissions]).toEqual([file, expected]);
    }
  });

  test('it lists the inputs of the step', () => {
    expect(table(guide, 'input').map(([name]) => name)).toEqual(expect.arrayContaining([...INPUTS]));
  });
});

describe('Releasing', () => {
  const { jobs } = releaseSchema.parse(parse(read('.github/workflows/release.yml')));

  test('only one job may write to the repository, and it runs nothing that was installed', () => {
    const writers = Object.entries(jobs).filter(([, job]) => job.permissions['contents'] === 'write');
    expect(writers.map(([name]) => name)).toEqual(['publish']);
    expect(writers[0]?.[1].steps.filter((step) => /\bnp[mx]\b/.test(step.run ?? ''))).toEqual([]);
  });

  test.each([
    ['v1.2.0', '\n### Added\n\n- Two\n\n'],
    ['v1.1.0', '\n- One\n'],
  ])('the notes of %s are its section of the changelog', (tag, expected) => {
    expect(notesOf(tag)).toBe(expected);
  });

  test.each(['v1.3.0', 'v1.0.9'])('%s, without a section or with an empty one, is not released', (tag) => {
    expect(() => notesOf(tag)).toThrow(`CHANGELOG.md has no section for ${tag}`);
  });

  function notesOf(tag: string): string {
    const folder = mkdtempSync(join(tmpdir(), 'signalbox-notes-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const sections = [
      '[Unreleased]',
      '[1.2.0] - 2026-02-01\n\n### Added\n\n- Two',
      '[1.0.9]',
      '[1.1.0]\n\n- One',
    ];
    writeFileSync(
      join(folder, 'CHANGELOG.md'),
      `# Changelog\n\n${sections.map((each) => `## ${each}\n`).join('\n')}`,
    );
    const step = jobs['publish']?.steps.find(({ name }) => name === 'Notes from the changelog');
    const env = { ...process.env, GITHUB_REF_NAME: tag };
    try {
      execFileSync('bash', ['-e', '-o', 'pipefail', '-c', step?.run ?? 'exit 9'], { cwd: folder, env });
    } catch (error) {
      throw new Error(String(error instanceof Error && 'stdout' in error ? error.stdout : error), {
        cause: error,
      });
    }
    return readFileSync(join(folder, 'notes.md'), 'utf8');
  }
});

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

function inExamples(file: string): string {
  return `examples/${file.replace('/', '/.github/workflows/')}`;
}

/** @returns the code block that begins with a comment naming this file, without that comment. */
function block(page: string, file: string): string {
  const blocks = [...page.matchAll(/```yaml\n# (\S+)\n([\s\S]*?)```/g)];
  return blocks.find(([, name]) => name === file)?.[2] ?? '';
}

/** @returns rows of the table whose first column has that heading; without the backquotes around the first cell. */
function table(page: string, heading: string): string[][] {
  const lines = page.split('\n');
  const head = lines.findIndex((line) => new RegExp(`^\\| ${heading} +\\|`).test(line));
  const after = lines.slice(head + 2);
  const rows = after.slice(
    0,
    after.findIndex((line) => !line.startsWith('|')),
  );
  return rows.map((row) => {
    const [first = '', ...more] = row.slice(1, -1).split('|');
    return [first.trim().replaceAll('`', ''), ...more.map((cell) => cell.trim())];
  });
}
