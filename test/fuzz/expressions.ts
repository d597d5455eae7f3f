import assert from 'node:assert/strict';
import { data, Evaluator, Lexer, Parser, wellKnownFunctions } from '@actions/expressions';
import fc from 'fast-check';
import { checkExpression, findReferences } from '../../src/expressions/check.ts';
import { evaluate } from '../../src/expressions/evaluate.ts';
import { FUNCTION_NAMES } from '../../src/expressions/functions.ts';
import { matchesAnyGlob } from '../../src/expressions/globs.ts';
import type { Json, JsonObject } from '../../src/expressions/json.ts';
import { EXPRESSION_WORDS } from '../support/expression-words.ts';
import { assertBounded } from './bounded-work.ts';
import { inflate, mutated, pumped, scrambled } from './hostile-text.ts';
import type { Target } from './target.ts';

const CONTEXT: JsonObject = {
  release: { number: 12, name: 'v12', sha: 'abc', description: "it's" },
  inputs: { which: 'image', flag: false, list: [1, 'two', { three: 3 }], text: 'a,b' },
  tasks: { image: { outputs: { tag: 'web:1' } }, 'eu.west': { outputs: { tag: 'x' } } },
};
const ROOTS = Object.keys(CONTEXT);

const { tree: expression } = fc.letrec<{ tree: string; leaf: string }>((tie) => ({
  leaf: fc.oneof(
    fc.constantFrom(
      'release.number',
      'release.name',
      'inputs.which',
      'inputs.list',
      'tasks',
      'inputs.nope',
      'RELEASE.Sha',
    ),
    fc.constantFrom(
      'tasks.*.outputs.tag',
      "tasks['eu.west'].outputs",
      'tasks[inputs.which].outputs.tag',
      'inputs.list[1]',
    ),
    fc.constantFrom(
      'true',
      'false',
      'null',
      '0',
      '-1',
      '1.5',
      '0x1F',
      '1e3',
      "''",
      "'a'",
      "'A'",
      "'12'",
      "' 12 '",
      "'0x1F'",
    ),
    fc.string({ unit: 'grapheme', maxLength: 4 }).map((text) => `'${text.replaceAll("'", '')}'`),
  ),
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    tie('leaf'),
    fc
      .tuple(tie('tree'), fc.constantFrom('==', '!=', '<', '<=', '>', '>=', '&&', '||'), tie('tree'))
      .map(([a, op, b]) => `${a} ${op} ${b}`),
    tie('tree').map((inner) => `!${inner}`),
    tie('tree').map((inner) => `(${inner})`),
    fc
      .tuple(fc.constantFrom(...FUNCTION_NAMES), fc.array(tie('tree'), { maxLength: 4 }))
      .map(([call, args]) => `${call}(${args.join(', ')})`),
    fc
      .tuple(fc.constantFrom("'{0}-{1}'", "'{{{0}}}'", "'{2}'", "'{'"), tie('tree'), tie('tree'))
      .map(([text, a, b]) => `format(${text}, ${a}, ${b})`),
    fc
      .constantFrom('[1, {"a": null}]', '{"a": {"b": 2}}', '"x"', '{', '[[[]]]')
      .map((text) => `fromJSON('${text}')`),
  ),
}));

const WORDS = [
  ...EXPRESSION_WORDS,
  ...FUNCTION_NAMES,
  ...ROOTS,
  "''",
  '}}',
  '${{ ',
  ' }}',
  'case(',
  'always()',
  'hashFiles(',
  'secrets.',
  '__proto__',
  '.constructor',
  '*.',
  '[0]',
  '0x',
  '1e',
  '>=',
  '<',
];
const text = fc.oneof(
  expression.map((source) => `\${{ ${source} }}`),
  fc.tuple(expression, expression).map(([a, b]) => `x-\${{ ${a} }}/\${{${b}}}`),
  mutated(
    expression.map((source) => `\${{ ${source} }}`),
    WORDS,
  ),
  scrambled(WORDS),
  scrambled(WORDS).map((source) => `\${{ ${source} }}`),
);

const GLOB_WORDS = [
  '*',
  '**',
  '**/',
  '*a',
  '?',
  '+',
  '[a-z]',
  '[',
  ']',
  '!',
  '\\',
  '/',
  'a',
  '[!',
  '-',
  '{a,b}',
  '(',
  '.*',
];

export const expressions: Target = {
  name: 'expressions',
  checks: [
    {
      title: 'every text has a value, waits, or is an error in words; the check before tells no other story',
      share: 3,
      property: fc.property(text, (source) => {
        const result = evaluate(source, CONTEXT);
        assert.deepEqual(evaluate(source, CONTEXT), result);
        const complaints = checkExpression(source, ROOTS);
        if (complaints.length > 0) assert.equal(result.kind, 'error', complaints.join('; '));
        if (result.kind === 'error') assertSays(result.message);
        if (result.kind === 'value') assertJson(result.value);
        if (result.kind === 'missing') assert.ok(result.references.length > 0);
        for (const reference of findReferences(source, ROOTS)) assert.ok(isKnownRoot(reference[0]));
      }),
    },
    {
      title: "an expression alone is what GitHub's own evaluator makes of it",
      share: 2,
      property: fc.property(expression, (source) => {
        const expected = asGitHub(source);
        const result = evaluate(`\${{ ${source} }}`, CONTEXT);
        if (result.kind === 'error') return assert.ok(expected.kind === 'error', result.message);
        assert.deepEqual(
          result.kind === 'missing' ? null : result.value,
          expected.kind === 'error' ? expected : expected.value,
        );
      }),
    },
    {
      title: 'no text costs more than its length',
      share: 0.1,
      property: fc.property(pumped(WORDS), (suspect) => {
        const read = (source: string): unknown => [
          evaluate(source, CONTEXT),
          checkExpression(source, ROOTS),
          findReferences(source, ROOTS),
        ];
        assertBounded(inflate(suspect, 20_000), { read, ordinary: ORDINARY, times: 30 });
        assertBounded(`\${{ ${inflate(suspect, 20_000)} }}`, { read, ordinary: ORDINARY, times: 30 });
      }),
    },
    {
      title: 'no glob costs more than its length, and a plain one is itself',
      share: 0.5,
      property: fc.property(pumped(GLOB_WORDS), pumped(['a', '/', 'ab', '*', '.']), (glob, path) => {
        const long = inflate(glob, 250);
        const read = (name: string): unknown => matchesAnyGlob([long], name);
        assertBounded(inflate(path, 1000), { read, ordinary: 'web/src/a.txt', times: 300 });
        assert.equal(matchesAnyGlob([escaped(long)], long), !long.startsWith('!'));
      }),
    },
  ],
};

const ORDINARY = "web-${{ release.number }} of ${{ tasks.image.outputs.tag || 'none' }}\n";
type Expected = { readonly kind: 'value'; readonly value: Json } | { readonly kind: 'error' };

/** The library as it is, without our bounds, our nulls and our list of functions. */
function asGitHub(source: string): Expected {
  try {
    const tokens = new Lexer(source).lex().tokens;
    const functions = FUNCTION_NAMES.flatMap((name) => wellKnownFunctions[name.toLowerCase()] ?? []);
    const tree = new Parser(tokens, ROOTS, functions).parse();
    const made = new Evaluator(
      tree,
      JSON.parse(JSON.stringify(CONTEXT), data.reviver) as data.Dictionary,
    ).evaluate();
    return { kind: 'value', value: plainValue(made) };
  } catch {
    return { kind: 'error' };
  }
}

/** @throws for what JSON does not have. */
function plainValue(made: data.ExpressionData): Json {
  if (made instanceof data.Null) return null;
  if (made instanceof data.Array) return made.values().map(plainValue);
  if (made instanceof data.Dictionary) {
    return Object.fromEntries(made.pairs().map(({ key, value }) => [key, plainValue(value)]));
  }
  const { value } = made;
  assert.ok(typeof value !== 'number' || Number.isFinite(value));
  return value === 0 ? 0 : value;
}

function assertSays(message: string): void {
  assert.ok(message.length > 3, 'an error without words');
  assert.ok(message.length <= 2000, 'an error that nobody reads to its end');
}

function assertJson(value: Json): void {
  const written = JSON.stringify(value);
  assert.ok(written.length < 3_000_000, 'more than anybody can store');
  assert.deepEqual(JSON.parse(written), value);
}

function isKnownRoot(root: string | undefined): boolean {
  return ROOTS.some((known) => known === root?.toLowerCase());
}

function escaped(glob: string): string {
  return glob.replace(/[*?+[\]\\]/g, (sign) => `\\${sign}`);
}
