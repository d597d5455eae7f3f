import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

// The scripts of our own release workflow, run as GitHub runs them, with a `gh` that only writes down what it is asked.

const schema = z.object({
  jobs: z.record(
    z.string(),
    z.object({
      permissions: z.record(z.string(), z.string()),
      steps: z.array(z.object({ name: z.string().optional(), run: z.string().optional() })),
    }),
  ),
});
const file = join(import.meta.dirname, '../.github/workflows/release.yml');
const { jobs } = schema.parse(parse(readFileSync(file, 'utf8')));

const GH = `#!/usr/bin/env bash
echo "$*" >> asked
case "$*" in
  *matching-refs*) echo "$TAGS" ;;
  *"--method PATCH"*) [ "$MAJOR_EXISTS" = yes ] ;;
esac
`;

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

test.each([
  ['v1.2.0', 'release create v1.2.0 --verify-tag --title v1.2.0 --notes-file notes.md'],
  [
    'v2.0.0-rc.1',
    'release create v2.0.0-rc.1 --verify-tag --title v2.0.0-rc.1 --notes-file notes.md --prerelease',
  ],
])('%s is released', (tag, expected) => {
  expect(run('The release', { GITHUB_REF_NAME: tag }).asked()).toEqual([expected]);
});

test.each([
  ['v1.10.0', 'v1.2.0 v1.10.0 v1.11.0-rc.1', 'yes', ['PATCH refs/tags/v1']],
  ['v1.2.1', 'v1.2.0 v1.2.1 v1.10.0', 'yes', []],
  ['v2.0.0-rc.1', 'v2.0.0-rc.1', 'no', []],
  ['v2.0.0', 'v2.0.0-rc.1 v2.0.0', 'no', ['PATCH refs/tags/v2', 'POST refs/tags/v2']],
])('%s among %s; the major tag exists: %s', (tag, tags, exists, expected) => {
  const refs = tags.split(' ').map((each) => `refs/tags/${each}`);
  const env = {
    GITHUB_REF_NAME: tag,
    GH_REPO: 'acme/signalbox',
    TAGS: refs.join('\n'),
    MAJOR_EXISTS: exists,
  };
  const asked = run('The major tag, if nothing newer has it', env).asked();
  const written = asked.filter((line) => line.includes('--method'));
  expect(written.map((line) => line.replace(/.*--method (\w+) .*?(refs\/tags\/\S+).*/, '$1 $2'))).toEqual(
    expected,
  );
  expect(written.every((line) => line.includes(` -f sha=${'c'.repeat(40)}`))).toBe(true);
});

function notesOf(tag: string): string {
  const sections = [
    '[Unreleased]',
    '[1.2.0] - 2026-02-01\n\n### Added\n\n- Two',
    '[1.0.9]',
    '[1.1.0]\n\n- One',
  ];
  const changelog = `# Changelog\n\n${sections.map((each) => `## ${each}\n`).join('\n')}`;
  const ran = run('Notes from the changelog', { GITHUB_REF_NAME: tag }, { 'CHANGELOG.md': changelog });
  return ran.read('notes.md');
}

/**
 * Runs a step of the job that publishes.
 * @throws {Error} with what it wrote, when it fails.
 */
function run(name: string, env: Record<string, string>, files: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-release-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const git = `#!/usr/bin/env bash\necho ${'c'.repeat(40)}\n`;
  for (const [path, text] of Object.entries({ gh: GH, git, asked: '', ...files })) {
    writeFileSync(join(folder, path), text);
    chmodSync(join(folder, path), 0o755);
  }
  const script =
    jobs['publish']?.steps.find((step) => step.name === name)?.run ?? 'echo no such step; exit 9';
  const { PATH = '' } = process.env;
  const options = {
    cwd: folder,
    env: { ...env, PATH: `${folder}${delimiter}${PATH}` },
    encoding: 'utf8',
  } as const;
  try {
    // GitHub's default for `run:` is bash -e; pipefail is stricter.
    execFileSync('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', script], options);
  } catch (error) {
    const said = error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
    throw new Error(`${String(error)}\n${said}`, { cause: error });
  }
  const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
  return { read, asked: () => read('asked').split('\n').filter(Boolean) };
}

test('[A26] the App asks for what it needs, and for nothing that would open more', () => {
  const app = z
    .object({ default_permissions: z.record(z.string(), z.string()) })
    .parse(parse(readFileSync(join(import.meta.dirname, '../app.yml'), 'utf8')));
  // Whatever is added here is a thing that a stolen key could do in every repository of an installation.
  expect(app.default_permissions).toEqual({
    actions: 'write',
    checks: 'read',
    contents: 'write',
    deployments: 'write',
    issues: 'write',
    pull_requests: 'write',
    statuses: 'write',
    metadata: 'read',
    members: 'read',
  });
});
