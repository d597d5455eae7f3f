import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { COMMAND_NAMES } from '../src/commands/table.ts';
import { readPolicy } from '../src/config/read-policy.ts';
import { parsePromptLine } from '../src/sandbox/play/prompt-line.ts';
import { readFolder } from '../src/sandbox/play/read-folder.ts';

const root = join(import.meta.dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** Code blocks of the README that begin with a comment naming their file. */
function filesShown(): Record<string, string> {
  const blocks = [...readme.matchAll(/```yaml\n# (\S+)\n([\s\S]*?)```/g)];
  return Object.fromEntries(blocks.map(([, path = '', text = '']) => [path, text]));
}

function policyOf(files: Readonly<Record<string, string>>) {
  const config = files['.github/signalbox.yml'];
  return readPolicy({
    sha: 'a'.repeat(40),
    defaultBranch: 'main',
    repository: 'hello',
    config: config === undefined ? null : { path: '.github/signalbox.yml', text: config },
    workflows: Object.fromEntries(
      Object.entries(files).flatMap(([path, text]) =>
        path.startsWith('.github/workflows/') ? [[path.slice('.github/workflows/'.length), text]] : [],
      ),
    ),
  });
}

test('the files that the README shows are a repository that Signalbox accepts', () => {
  const files = filesShown();
  expect(Object.keys(files)).toEqual(['.github/signalbox.yml', '.github/workflows/deploy.yml']);
  const answer = policyOf(files);
  if (answer.status !== 'ok') throw new Error(JSON.stringify(answer));
  expect(Object.keys(answer.policy.environments)).toEqual(['staging', 'production']);
  expect(answer.policy.environments['production']?.gates.checks).toEqual([{ name: 'test' }]);
});

test('the README shows the workflow of examples/hello, apart from where that deploys to', async () => {
  const example = await readFolder(join(root, 'examples/hello'));
  const ofExample = (example['.github/workflows/deploy.yml'] ?? '').replace(/^ *env: .*\n/m, '');
  expect(filesShown()['.github/workflows/deploy.yml']).toBe(ofExample);
  expect(policyOf(example).status).toBe('ok');
});

test('the README names every command, and none that is not there', () => {
  const line = /\*\*Commands\*\*[^\n]*/.exec(readme)?.[0] ?? '';
  const named = [...line.matchAll(/`\/([a-z]+)`/g)].map(([, name]) => name);
  expect(named.sort()).toEqual([...COMMAND_NAMES].sort());
});

test('the README opens with the two commands', () => {
  const first = /```sh\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  const commands = first
    .trim()
    .split('\n')
    .map((line) => line.replace(/\s+#.*/, ''));
  expect(commands).toEqual(['npm ci && npm run sandbox', 'npm ci && npm test']);
});

test('npm start without a build names the command that is missing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'no-build-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  for (const file of ['package.json', 'scripts/start.mjs']) cpSync(join(root, file), join(folder, file));
  const { status, stderr } = spawnSync('npm', ['start', '--silent'], { cwd: folder, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: expect.stringContaining('There is no lib/app/main.js yet: run npm run build first.\n'),
  });
});

test('the command that shows the audit trail works in a clone that was made before there was any', () => {
  const command = /`(git [^`]*log -p [^`]*)`/.exec(readme)?.[1] ?? '';
  const folder = mkdtempSync(join(tmpdir(), 'audit-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const origin = join(folder, 'origin');
  const clone = join(folder, 'clone');
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
  git('init', '--quiet', '--initial-branch=main', origin);
  git('-C', origin, 'commit', '--quiet', '--allow-empty', '--message', 'Begin');
  git('clone', '--quiet', '--single-branch', origin, clone);
  git('-C', origin, 'checkout', '--quiet', '--orphan', 'signalbox/releases');
  git('-C', origin, 'commit', '--quiet', '--allow-empty', '--message', 'v1 created');
  const { status, stdout } = spawnSync('sh', ['-c', command], { cwd: clone, encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('v1 created') });
});

test('the README plays its third step with what the prompt of the sandbox understands', () => {
  const line = /the third step is ([^\n]*)/.exec(readme)?.[1] ?? '';
  const world = { people: ['alice'], environments: ['staging', 'production'] };
  const typed = [...line.matchAll(/`([^`]+)`/g)].map(([, text = '']) => parsePromptLine(text, world));
  expect(typed).toEqual([
    { kind: 'kill', environment: 'production' },
    { kind: 'push', message: null },
    { kind: 'bury', unheard: true },
    { kind: 'comment', login: 'alice', body: '/unlock production' },
  ]);
});
