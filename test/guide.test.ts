import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { INPUTS, OUTPUTS } from '../src/action/contract.ts';
import { APP_EVENTS, APP_PERMISSIONS } from '../src/sandbox/play/stage.ts';
import { block, read, table } from './support/page.ts';
import { Shop } from './support/shop.ts';

// The guides say what the files say. What they show as YAML is looked at in `workflows.test.ts`.

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

  test('it shows the config and the workflows of examples/with-action, apart from where that deploys to', () => {
    expect(block(guide, '.github/signalbox.yml')).toBe(read('examples/with-action/.github/signalbox.yml'));
    expect(block(guide, '.github/workflows/signalbox.yml')).toBe(read(`${example}/signalbox.yml`));
    expect(block(guide, '.github/workflows/ci.yml')).toBe(read(`${example}/ci.yml`));
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

describe('The workflows that build and deploy', () => {
  const guide = read('docs/guide/workflows.md');

  test('it lists the variables that the step sets', () => {
    const step = read('src/action/claim-step.ts');
    const names = [...step.matchAll(/^ {4}(SIGNALBOX_\w+):/gm)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(5);
    expect(
      table(guide, 'variable')
        .map(([name]) => name)
        .sort(),
    ).toEqual(names.sort());
  });

  test('it lists what a dispatch brings, or says that it is not for jobs', async () => {
    const shop = new Shop();
    await shop.push();
    const brought = Object.keys(shop.run().order.input);
    const listed = table(guide, 'key').flatMap(([names = '']) => names.split(', '));
    const [, others = ''] = /The others \(([^)]*)\)/.exec(guide) ?? [];
    const internal = [...others.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
    const said = new Set([...listed, ...internal, 'vars']);
    expect(brought.filter((name) => !said.has(name))).toEqual([]);
    expect(listed.filter((name) => !brought.includes(name))).toEqual([]);
    expect(internal.filter((name) => name !== 'performed' && !brought.includes(name))).toEqual([]);
  });
});

function inExamples(file: string): string {
  return `examples/${file.replace('/', '/.github/workflows/')}`;
}
