import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { readPolicy } from '../../src/config/read-policy.ts';
import type { ConfigProblem } from '../../src/domain/fact.ts';
import type { Json, JsonObject } from '../../src/domain/json.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { sourceOf, WORKFLOW } from '../support/config-source.ts';
import { CONFIG_WORDS, LONG_CONFIG } from '../support/config-words.ts';
import { assertBounded } from './bounded-work.ts';
import { fromSchema } from './from-schema.ts';
import { mutatedJson } from './hostile-json.ts';
import { inflate, mutated, pumped, scrambled, webAddress } from './hostile-text.ts';
import type { Target } from './target.ts';

const published = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../schema/config.schema.json'), 'utf8'),
) as JsonObject;
const validate = new Ajv({ strict: false }).compile(published);

const name = fc
  .stringMatching(/^[a-z][a-z0-9-]{0,8}$/)
  .filter((text) => !/^v\d+$/.test(text) && !(text in {}));
const names = fc.uniqueArray(name, { minLength: 1, maxLength: 4 });
const deadline = fc.constantFrom('1m', '30m', '2h', '1d', '1d12h', '35d');
const scalar = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 8 }).map(harmless),
  fc.boolean(),
  fc.constant(null),
  fc.integer(),
);

/** Configs that hold together: every name leads somewhere, every workflow is there. */
const valid: fc.Arbitrary<JsonObject> = fc
  .record({
    environments: names,
    tasks: names,
    deadline,
    value: scalar,
    short: fc.boolean(),
    url: webAddress,
  })
  .map(({ environments, tasks, deadline: span, value, short, url }): JsonObject => ({
    signalbox: 1,
    environments: Object.fromEntries(
      environments.map((each, at) => [
        each,
        { attributes: { place: at }, deadline: span, url: encodeURI(url).replace(/['"<>]/g, '') },
      ]),
    ),
    processes: {
      standard: {
        phases: [
          ...tasks.map((task, at) => ({
            name: `build-${String(at)}`,
            task: `t-${task}`,
            workflow: 'image.yml',
            inputs: { value },
          })),
          ...environments.map((each) => ({
            name: each,
            deploy: { to: each, up: 'deploy.yml', inputs: { value: [value] } },
          })),
        ],
      },
    },
    commands: { short },
  }));

/** Ways to write one value in YAML. */
const STYLES: readonly ((value: JsonObject) => string)[] = [
  (value) => stringify(value),
  (value) => stringify(value, { defaultStringType: 'QUOTE_DOUBLE', lineWidth: 0 }),
  (value) => stringify(value, { defaultStringType: 'QUOTE_SINGLE', indent: 4 }),
  (value) => JSON.stringify(value),
  (value) => JSON.stringify(value, null, 2),
  (value) => `\ufeff${stringify(value, { aliasDuplicateObjects: false })}`,
  (value) => stringify(value, { lineWidth: 0 }).replaceAll('\n', '\r\n'),
  (value) => `# a note\n---\n${stringify(value)}...\n`,
];

const anyText: fc.Arbitrary<string> = fc.oneof(
  mutated(fc.constantFrom(LONG_CONFIG, WORKFLOW, 'signalbox: 1\nenvironments: { a: , b: }\n'), CONFIG_WORDS),
  mutated(
    valid.map((value) => stringify(value)),
    CONFIG_WORDS,
  ),
  mutatedJson(valid).map((value) => JSON.stringify(value)),
  mutatedJson(fromSchema(published)).map((value) => JSON.stringify(value, null, 1)),
  scrambled(CONFIG_WORDS),
);

export const config: Target = {
  name: 'config',
  checks: [
    {
      title: 'a config that holds together is read as what it says, however it is written',
      share: 0.4,
      property: fc.property(valid, fc.constantFrom(...STYLES), (value, style) => {
        const policy = policyOf(style(value));
        assert.deepEqual(policy, policyOf(JSON.stringify(value)));
        assert.deepEqual(Object.keys(policy.environments), Object.keys(value['environments'] ?? {}));
        assert.equal(policy.shortCommands, (value['commands'] as JsonObject)['short']);
        const [first] = policy.processes['standard']?.phases ?? [];
        const phases = ((value['processes'] as JsonObject)['standard'] as JsonObject)[
          'phases'
        ] as JsonObject[];
        assert.deepEqual(first?.activities[0]?.inputs, phases[0]?.['inputs']);
      }),
    },
    {
      title: 'nothing is accepted that the published schema forbids, and every mistake has its place',
      share: 1,
      property: fc.property(anyText, fc.option<string>(anyText, { freq: 8 }), (text, workflow) => {
        const workflows = {
          'deploy.yml': workflow ?? WORKFLOW,
          'undeploy.yml': WORKFLOW,
          'image.yml': WORKFLOW,
        };
        const answer = readPolicy(sourceOf(text, workflows));
        if (answer.status === 'ok') assertAllowed(text);
        if (answer.status === 'invalid') assertPlaced(answer.errors, text, workflow ?? WORKFLOW);
      }),
    },
    {
      title: 'what the published schema lets through fails by its meaning only, never by its shape',
      share: 0.4,
      property: fc.property(fromSchema(published), (value) => {
        assert.ok(validate(value), 'the generator is wrong');
        const answer = readPolicy(sourceOf(JSON.stringify(value)));
        for (const { message } of answer.status === 'invalid' ? answer.errors : []) {
          assert.doesNotMatch(
            message,
            /unknown key|is missing|must be (text|a number|a map|a list|true or false|nothing)\b/,
          );
        }
      }),
    },
    {
      title: 'no text costs more than its length',
      share: 0.03,
      property: fc.property(pumped(CONFIG_WORDS), (suspect) => {
        const read = (text: string): unknown => readPolicy(sourceOf(text, { 'deploy.yml': text }));
        assertBounded(`signalbox: 1\n${inflate(suspect, 15_000)}`, {
          read,
          ordinary: LONG_CONFIG,
          times: 30,
        });
      }),
    },
  ],
};

function policyOf(text: string): Policy {
  const answer = readPolicy(sourceOf(text));
  assert.ok(answer.status === 'ok', JSON.stringify(answer));
  return answer.policy;
}

function assertAllowed(text: string): void {
  const value: unknown = parse(text, { logLevel: 'silent' });
  assert.ok(validate(value), JSON.stringify(validate.errors));
}

function assertPlaced(errors: readonly ConfigProblem[], text: string, workflow: string): void {
  assert.ok(errors.length > 0 && errors.length <= 51);
  for (const { file, line, column, message } of errors) {
    assert.ok(message !== '' && message.length <= 1500, message);
    if (!/signalbox\.yml$|\/deploy\.yml$/.test(file)) continue;
    const lines = (file.endsWith('signalbox.yml') ? text : workflow).split('\n');
    assert.ok(line >= 1 && line <= lines.length, `${file}:${String(line)}`);
    assert.ok(
      column >= 1 && column <= (lines[line - 1] ?? '').length + 1,
      `${file}:${String(line)}:${String(column)}`,
    );
  }
}

/** Without what would be an expression, or no text in a file. */
function harmless(text: string): Json {
  return text.replace(/[$\p{C}\ufffd]/gu, '');
}
