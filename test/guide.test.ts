import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { INPUTS, OUTPUTS } from '../src/action/contract.ts';
import { APP_EVENTS, APP_PERMISSIONS } from '../src/sandbox/play/stage.ts';

// The guides say what the files say. What they show as YAML is looked at in `workflows.test.ts`.

const root = join(import.meta.dirname, '..');

const manifestSchema = z.object({
  default_events: z.array(z.string()),
  default_permissions: z.record(z.string(), z.string()),
});
const workflowSchema = z.object({ permissions: z.record(z.string(), z.string()) });
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

  test('it lists the inputs and outputs of the step, all of them and no other', () => {
    expect(table(guide, 'input').map(([name]) => name)).toEqual(INPUTS);
    expect(table(guide, 'output').map(([name]) => name)).toEqual(OUTPUTS);
  });
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
