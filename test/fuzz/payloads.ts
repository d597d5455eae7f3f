import assert from 'node:assert/strict';
import examples from '@octokit/webhooks-examples/api.github.com/index.json' with { type: 'json' };
import fc from 'fast-check';
import { EventUnreadable, readEvent, UNDERSTOOD } from '../../src/action/event.ts';
import type { Happening } from '../../src/action/event.ts';
import type { Json } from '../../src/domain/json.ts';
import { jsonTexts, mutatedJson, nested } from './hostile-json.ts';
import type { Target } from './target.ts';

/** GitHub's own examples of every event that a workflow may be started by. */
const EXAMPLES = (examples as unknown as readonly { name: string; examples: readonly Json[] }[]).flatMap(
  ({ name, examples: payloads }) => payloads.map((payload) => ({ name, payload })),
);
const KNOWN = UNDERSTOOD.filter((event) => EXAMPLES.some(({ name }) => name === event));
const NAMES = [...UNDERSTOOD, 'pull_request', '__proto__', 'constructor', '', 'ping'] as const;

export const payloads: Target = {
  name: 'payloads',
  checks: [
    {
      title: "each of GitHub's examples means something, or nothing",
      share: 0.2,
      property: fc.asyncProperty(fc.constantFrom(...EXAMPLES), async ({ name, payload }) => {
        assertMeant(await readEvent(name, payload), payload);
      }),
    },
    {
      title: 'a payload with parts lost or replaced is understood or refused by its place',
      share: 2,
      property: fc.asyncProperty(fc.oneof(...KNOWN.map(damaged)), async ([name, text]) => {
        const payload = jsonOf(text);
        if (payload !== undefined) await read(name, payload);
      }),
    },
    {
      title: 'what is no payload at all is refused, whatever event it is said to be',
      share: 0.5,
      property: fc.asyncProperty(
        fc.constantFrom(...NAMES),
        fc.oneof(fc.anything(), fc.constantFrom(nested(3000), null, undefined, 'text', [])),
        read,
      ),
    },
  ],
};

function damaged(event: string): fc.Arbitrary<readonly [name: string, text: string]> {
  const whole = EXAMPLES.filter(({ name }) => name === event).map(({ payload }) => payload);
  return fc.tuple(fc.constant(event), jsonTexts(mutatedJson(fc.constantFrom(...whole))));
}

async function read(name: string, payload: unknown): Promise<void> {
  try {
    assertMeant(await readEvent(name, payload), payload);
  } catch (error) {
    assert.ok(error instanceof EventUnreadable, String(error));
    assert.match(error.message, /^The event \S+ is not as GitHub sends it: .+: .+/s);
    assert.ok(error.message.length <= 600, 'an error that nobody reads to its end');
  }
}

/** What it is taken for rests on values that stand in it: an id, a commit, a person. */
function assertMeant(happening: Happening, payload: unknown): void {
  if (happening.kind === 'nothing') assert.equal(typeof happening.why, 'string');
  if (happening.kind === 'command') assert.notEqual(happening.text.trim(), '');
  if (happening.kind !== 'input' && happening.kind !== 'comment') return;
  const { input } = happening;
  assert.match(input.id, /^[a-z-]+:./s);
  const text = JSON.stringify(payload);
  if (input.kind === 'push') assert.ok(/^[0-9a-f]{40,64}$/.test(input.sha) && text.includes(input.sha));
  if (input.kind === 'run') assert.match(input.run.id, /^\d/);
  if (happening.kind === 'comment') {
    assert.match(happening.input.writtenAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.match(text, /"type":"User"/);
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
