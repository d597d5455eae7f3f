import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { problemsOf, WORKFLOW } from '../../test/support/config-source.ts';
import { configJsonSchema } from './json-schema.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/reference/config.md'), 'utf8');
const examples = [...page.matchAll(/```yaml\n([^]*?)```/g)].map((match) => match[1] ?? '');
const configs = examples.filter((text) => text.startsWith('signalbox: 1'));
const workflows = examples.filter((text) => text.startsWith('run-name:'));
const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(configJsonSchema());

test('every example of the page is a config or a workflow', () => {
  expect(configs.length).toBeGreaterThan(5);
  expect(workflows).toHaveLength(1);
  expect(configs.length + workflows.length).toBe(examples.length);
});

describe('every example config is valid, for us and for an editor', () => {
  const known = ['deploy.yml', 'undeploy.yml', 'build.yml', 'canary.yml', 'notes.yml'];
  test.each(configs)('%#', (config) => {
    expect(problemsOf(config, Object.fromEntries(known.map((file) => [file, WORKFLOW])))).toEqual(['ok']);
    expect(validate(parse(config)), JSON.stringify(validate.errors)).toBe(true);
  });
});

test('the example workflow has all that is needed', () => {
  const deploy = workflows[0] ?? '';
  expect(problemsOf(null, { 'deploy.yml': deploy })).toEqual(['ok']);
});

describe('an editor sees what is wrong in itself', () => {
  test.each([
    'environments: {}',
    'signalbox: 2',
    'signalbox: 1\nfrobnicate: 1',
    'signalbox: 1\nenvironments: { v12: }',
    'signalbox: 1\nenvironments: { a: { deadline: 30 } }',
    'signalbox: 1\nenvironments: { a: { gates: { approvals: 1 } } }',
    'signalbox: 1\nroles: { operator: bob }',
    'signalbox: 1\nprocesses: { p: { phases: [] } }',
  ])('%j', (config) => {
    expect(validate(parse(config))).toBe(false);
  });
});

test('the page has every key of the schema, and no other', () => {
  const keys = schemaKeys(configJsonSchema(), '');
  // What may be written as a list or as its one item is documented as a list.
  const listed = [...keys].filter(
    (key) => !key.includes('.') || !keys.has(key.replace(/\.([^.]+)$/, '[].$1')),
  );
  expect([...documentedKeys()].sort()).toEqual(listed.sort());
});

/** Headings name paths, the tables below them the keys there. */
function documentedKeys(): Set<string> {
  const keys = new Set<string>();
  for (const section of page.split(/^(?=##+ )/m)) {
    const heading = section.split('\n')[0] ?? '';
    const paths =
      heading === '## Top level' ? [''] : [...heading.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
    for (const [, key] of section.matchAll(/^\| `([\w-]+)` +\|/gm)) {
      for (const path of paths) keys.add(path === '' ? (key ?? '') : `${path}.${key ?? ''}`);
    }
  }
  return keys;
}

const node = z.looseObject({
  properties: z.record(z.string(), z.unknown()).optional(),
  additionalProperties: z.unknown().optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
});

function schemaKeys(schema: unknown, path: string): Set<string> {
  const { success, data } = node.safeParse(schema);
  if (!success) return new Set();
  const own = Object.entries(data.properties ?? {}).flatMap(([key, below]) => {
    const at = path === '' ? key : `${path}.${key}`;
    return [at, ...schemaKeys(below, at)];
  });
  const others = [
    ...(data.anyOf ?? []).map((each) => schemaKeys(each, path)),
    schemaKeys(data.items, `${path}[]`),
    schemaKeys(data.additionalProperties, `${path}.<name>`),
  ];
  return new Set([...own, ...others.flatMap((keys) => [...keys])]);
}
