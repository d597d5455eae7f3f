import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from './evaluate.ts';
import type { Evaluation } from './evaluate.ts';
import { FUNCTION_NAMES } from './functions.ts';
import type { Json, JsonObject } from './json.ts';
import { EXPRESSION_WORDS } from '../../test/support/expression-words.ts';
import { cpuMilliseconds } from '../../test/support/cpu-time.ts';

const CONTEXT: JsonObject = {
  release: { number: 12, version: 'v12', sha: 'abc' },
  app: { name: 'web' },
  environment: { name: 'production', attributes: { region: 'eu' } },
  inputs: { which: 'image', empty: null, flag: false },
  vars: {},
  tasks: { image: { outputs: { tag: 'web:1', note: '' } }, 'eu.west': { outputs: { tag: 'x' } } },
  deploys: {},
  previous: { tasks: {} },
};

const value = (of: Json): Evaluation => ({ kind: 'value', value: of });
const missing = (...references: string[]): Evaluation => ({ kind: 'missing', references });

describe('an expression alone keeps its type', () => {
  test.each<[text: string, expected: Evaluation]>([
    ['plain text', value('plain text')],
    ['', value('')],
    ['${{ release.number }}', value(12)],
    ['${{ release.number > 3 }}', value(true)],
    ['${{ inputs.flag }}', value(false)],
    ['${{ RELEASE.Number }}', value(12)],
    ['${{ environment.attributes }}', value({ region: 'eu' })],
    ['${{ tasks.*.outputs.tag }}', value(['web:1', 'x'])],
    ["${{ tasks['eu.west'].outputs.tag }}", value('x')],
    ['${{ tasks[inputs.which].outputs.tag }}', value('web:1')],
    ['${{ previous.tasks.image.outputs.build-number || 0 }}', value(0)],
    ["${{ tasks.image.outputs.note || 'none' }}", value('none')],
    ['${{ fromJSON(\'[1, {"a": null}]\') }}', value([1, { a: null }])],
    ["${{ 'it''s ''quoted''' }}", value("it's 'quoted'")],
    ["${{ '}}' }}", value('}}')],
    ["${{ case(release.number == 12, 'twelve', 'other') }}", value('twelve')],
    ['${{ 0x1F }}', value(31)],
    ['${{ -0 }}', value(0)],
    ['${{ null }}', value(null)],
    ['${{ inputs.empty }}', value(null)],
    ['${{ vars.NOTHING || null }}', value(null)],
    ['${{ fromJSON(\'{"a": null}\').a }}', value(null)],
    ['${{ !vars.NOTHING }}', value(true)],
  ])('%s', (text, expected) => {
    expect(evaluate(text, CONTEXT)).toEqual(expected);
  });
});

describe('expressions within a text become text', () => {
  test.each<[text: string, expected: string]>([
    ['web-${{ release.version }}', 'web-v12'],
    ['${{ app.name }}@${{ release.version }}', 'web@v12'],
    [' ${{ release.number }}', ' 12'],
    ['[${{ vars.NOTHING }}]', '[]'],
    ['${{ inputs.flag }}!', 'false!'],
    ['${{ environment.attributes }}!', 'Object!'],
    ['a } b }} $ {{ c', 'a } b }} $ {{ c'],
  ])('%s', (text, expected) => {
    expect(evaluate(text, CONTEXT)).toEqual(value(expected));
  });
});

describe('a whole value that a reference leaves without anything is missing', () => {
  test.each<[text: string, expected: Evaluation]>([
    ['${{ tasks.nope.outputs.tag }}', missing('tasks.nope.outputs.tag')],
    ['${{ tasks.image.outputs.nope }}', missing('tasks.image.outputs.nope')],
    ['${{ (vars.NOTHING) }}', missing('vars.NOTHING')],
    ["${{ deploys['eu.west'].outputs.url }}", missing("deploys['eu.west'].outputs.url")],
    ['${{ vars.A || vars.B }}', missing('vars.A', 'vars.B')],
    ['${{ vars.A && release.number }}', missing('vars.A')],
    ['${{ tasks[inputs.nope].outputs.tag }}', missing('inputs.nope', 'tasks[…].outputs.tag')],
    ["${{ case(true, vars.A, 'x') }}", missing('vars.A')],
  ])('%s', (text, expected) => {
    expect(evaluate(text, CONTEXT)).toEqual(expected);
  });

  test.each<[of: Json, expected: Evaluation]>([
    [{ a: '${{ release.number }}', b: [{ c: '${{ vars.A }}' }] }, missing('vars.A')],
    [['${{ vars.A }}', '${{ vars.B }}', '${{ vars.A }}'], missing('vars.A', 'vars.B')],
    [{ a: 'v${{ vars.A }}', b: ['${{ release.number }}', null] }, value({ a: 'v', b: [12, null] })],
    [{ a: '${{ vars.A || null }}' }, value({ a: null })],
  ])('wherever it stands: %j', (of, expected) => {
    expect(evaluate(of, CONTEXT)).toEqual(expected);
  });
});

describe('what cannot be evaluated is an error with a sentence', () => {
  test.each<[text: string, message: RegExp]>([
    ['${{ release.number', /has no "}}"/],
    ['${{ }}', /empty/],
    ['${{ nope.x }}', /there is no nope here; there are release, app/],
    ['${{ hashFiles(1) }}', /there is no function hashFiles/],
    ['${{ always() }}', /there is no function always/],
    ['${{ constructor(1) }}', /there is no function constructor/],
    ['${{ __proto__(1) }}', /there is no function __proto__/],
    ['${{ ) }}', /Unexpected symbol: '\)'/],
    ['${{ release. }}', /Unexpected symbol/],
    ["${{ 'open }}", /has no "}}"/],
    ['${{ format() }}', /Too few parameters/],
    ["${{ format('{1}', 1) }}", /references more arguments/],
    ["${{ fromJSON('{') }}", /not JSON/],
    ["${{ case('yes', 1, 2) }}", /boolean/],
    ['${{ NaN }}', /not a number in JSON/],
    ['${{ release..number }}', /Unexpected symbol/],
    [`\${{ ${'('.repeat(60)}1${')'.repeat(60)} }}`, /max expression depth/],
    [`\${{ ${'1 == '.repeat(4000)}1 }}`, /more than 1000/],
    [`\${{ '${'x'.repeat(30_000)}' }}`, /MaxLength/],
  ])('%s', (text, message) => {
    const result = evaluate(text, CONTEXT);
    expect(result.kind).toBe('error');
    expect(result.kind === 'error' ? result.message : '').toMatch(message);
  });
});

describe('hostile texts end soon', () => {
  const tenfold = (inner: string): string => `format('${'{0}'.repeat(10)}', ${inner})`;
  const nested = Array.from({ length: 20 }).reduce<string>(tenfold, "'xxxxxxxxxx'");
  const escaped = Array.from({ length: 30 }).reduce<string>(
    (inner) => `toJSON(${inner})`,
    `'${'"'.repeat(500)}'`,
  );

  test.each([
    ['format that grows tenfold twenty times', `\${{ ${nested} }}`],
    ['toJSON that escapes escapes', `\${{ ${escaped} }}`],
    ['fromJSON of a deep list', `\${{ fromJSON('${'['.repeat(9000)}${']'.repeat(9000)}') }}`],
    ['many expressions in one text', `\${{ '${'x'.repeat(900)}' }}`.repeat(2000)],
  ])('%s', (_, text) => {
    const before = cpuMilliseconds();
    expect(evaluate(text, CONTEXT).kind).toBe('error');
    expect(cpuMilliseconds() - before).toBeLessThan(2000);
  });

  test('a value that nests without end', () => {
    const deep = Array.from({ length: 500 }).reduce<Json>((inner) => [inner], 'x');
    expect(evaluate(deep, CONTEXT).kind).toBe('error');
  });

  test('names of an object that every object has lead nowhere', () => {
    expect(evaluate('${{ tasks.constructor }}', CONTEXT)).toEqual(missing('tasks.constructor'));
    expect(evaluate('${{ tasks.__proto__.x }}', CONTEXT)).toEqual(missing('tasks.__proto__.x'));
  });
});

test('literals without expressions come back as they are', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (literal) => {
      const json = JSON.parse(JSON.stringify(literal).replaceAll('${{', '$')) as Json;
      expect(evaluate(json, CONTEXT)).toEqual(value(json));
    }),
  );
});

test('no text makes it throw, and the same text gives the same', () => {
  const word = fc.constantFrom(...EXPRESSION_WORDS);
  const text = fc.oneof(
    fc.string().map((inner) => `\${{${inner}}}`),
    fc.array(word, { maxLength: 30 }).map((words) => `\${{ ${words.join('')} }}`),
    fc.array(word, { maxLength: 30 }).map((words) => words.join('')),
  );
  fc.assert(
    fc.property(text, (source) => {
      const result = evaluate(source, CONTEXT);
      expect(['value', 'missing', 'error']).toContain(result.kind);
      expect(evaluate(source, CONTEXT)).toEqual(result);
    }),
    { numRuns: 500 },
  );
});

describe('the examples of docs/reference/expressions.md', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/reference/expressions.md'), 'utf8');
  const context = JSON.parse(/```json\n([^]*?)```/.exec(page)?.[1] ?? '') as JsonObject;
  const rows = [...page.matchAll(/^\| `(.*\$\{\{.*)` +\| (.*?) +\|$/gm)].map(
    ([, text = '', result = '']) => [text.replaceAll('\\|', '|'), result] as const,
  );

  test('there are some', () => {
    expect(rows.length).toBeGreaterThan(10);
  });

  test.each(rows)('%s', (text, result) => {
    const wait = /^waits for `(.*)`$/.exec(result)?.[1];
    const expected = wait === undefined ? value(JSON.parse(result.slice(1, -1)) as Json) : missing(wait);
    expect(evaluate(text, context)).toEqual(expected);
  });

  test('all functions are named', () => {
    for (const name of FUNCTION_NAMES) expect(page).toContain(`\`${name}\``);
  });
});
