import assert from 'node:assert/strict';
import fc from 'fast-check';
import { commentInput } from '../../src/commands/comment-input.ts';
import { parseArgv } from '../../src/commands/parse-argv.ts';
import { parseComment } from '../../src/commands/parse-comment.ts';
import { parseLine } from '../../src/commands/parse-line.ts';
import { spellCommand } from '../../src/commands/spell.ts';
import type { Understood } from '../../src/commands/understand.ts';
import { COMMENT_LIMIT, isTangled } from '../../src/commands/visible-lines.ts';
import { COMMAND_NAMES, COMMANDS } from '../../src/commands/table.ts';
import type { Command } from '../../src/domain/command.ts';
import { anyCommand } from '../support/any-command.ts';
import { COMMENT_WORDS } from '../support/comment-words.ts';
import { assertBounded } from './bounded-work.ts';
import { hiddenBlock, HIDINGS, visibleBlock } from './comment-blocks.ts';
import { inflate, mutated, pumped, scrambled } from './hostile-text.ts';
import type { Target } from './target.ts';

const WORDS = [
  ...COMMENT_WORDS,
  ...COMMAND_NAMES.map((name) => `/${name} `),
  ...COMMAND_NAMES.flatMap((name) => COMMANDS[name].examples.map(({ command }) => command)),
  ...[
    '--app ',
    '--set a=1',
    '--cancel',
    '--force',
    '—reason',
    '“',
    '”',
    '\\',
    '&#47;',
    '<b>',
    '</b>',
    '<pre>',
    '<br>',
  ],
  ...[
    '# ',
    '| ',
    '---',
    '===',
    '~~~',
    '1. ',
    '[^x]: ',
    '![',
    '**',
    '_',
    '<!doctype',
    '<?',
    '<![CDATA[',
    '=',
    '2h',
    '@',
  ],
];

const valid = anyCommand.map((command) => spellCommand(command));
const line = fc.oneof(
  valid,
  fc.constantFrom('/signalbox rollback v1', 'Broken.\n\n/rollback v1 --reason x\n'),
);
const text = fc.oneof(
  { weight: 2, arbitrary: mutated(line, WORDS) },
  { weight: 1, arbitrary: scrambled(WORDS) },
);

export const comments: Target = {
  name: 'comments',
  checks: [
    {
      title: 'what is understood can be said again, and what is not comes with help',
      share: 3,
      property: fc.property(text, fc.boolean(), (body, short) => {
        const understood = parseComment(body, { short });
        if (understood.kind !== 'none') assertHelpful(understood);
        if (understood.kind === 'command') assertOwnLine(body);
        // The long form is all that is left of a comment where short forms are off.
        if (understood.kind === 'command' && !short) assert.match(body, /\/signalbox/i);
      }),
    },
    {
      title: 'a command is found where everybody sees it, and nowhere else',
      property: fc.property(
        fc.array(hiddenBlock, { maxLength: 5 }),
        visibleBlock,
        fc.nat(5),
        fc.constantFrom('\n\n', '\r\n\r\n', '\n \n\n'),
        (hidden, { text: seen, command }, at, between) => {
          assert.deepEqual(parseComment(hidden.join(between), { short: true }), { kind: 'none' });
          const body = hidden.toSpliced(at, 0, seen).join(between);
          assert.deepEqual(parseComment(body, { short: true }), { kind: 'command', command });
        },
      ),
    },
    {
      title: 'what is hidden stays hidden, whatever it is',
      property: fc.property(text, fc.constantFrom(...HIDINGS), (body, hide) => {
        const hidden = hide(body);
        const found = parseComment(hidden, { short: true });
        // Behind what is read of a comment nothing is carried out, and whoever meant a command is told.
        const isTold = hidden.length > COMMENT_LIMIT && found.kind === 'misspelt';
        if (isTold) assert.equal(found.code, 'comment-too-long');
        else assert.deepEqual(found, { kind: 'none' });
      }),
    },
    {
      title: 'lines and words of a shell are read without a crash',
      property: fc.property(text, (written) => {
        assertHelpful(parseLine(written));
        assertHelpful(parseArgv(written.split(' ')));
        assertHelpful(parseArgv([written]));
      }),
    },
    {
      title: 'no text costs more than its length',
      share: 0.03,
      property: fc.property(pumped(WORDS), (suspect) => {
        const read = (body: string): unknown => parseComment(body, { short: true });
        assertBounded(inflate(suspect, 10_000), { read, ordinary: ORDINARY, times: 30 });
        assertBounded(`/lock ${inflate(suspect, 10_000)}`, { read, ordinary: ORDINARY, times: 30 });
        assertBounded(`/lock ${inflate(suspect, 30_000)}`, {
          read: parseLine,
          ordinary: ORDINARY,
          times: 30,
        });
      }),
    },
    {
      title: 'a program commands nothing',
      share: 0.3,
      property: fc.property(text, (body) => {
        const author = { login: 'x', id: 1, person: false };
        const comment = { id: '1', issue: 1, pull: false, body, author, createdAt: '2026-11-20T12:00:00Z' };
        assert.equal(commentInput(comment), null);
      }),
    },
  ],
};

/** What people write, command included. */
const ORDINARY =
  'The *checkout* is broken since `v12`, see [the log](https://example.com/log).\n\n/lock production --reason no\n\n> what was said\n\n';

/** A command is the same when it is spelled and read again; a refusal says what is wrong, and offers only commands. */
function assertHelpful(understood: Understood): void {
  if (understood.kind === 'command') {
    const command = onOneLine(understood.command);
    // A line from a shell may be more than a comment takes.
    if (isTangled(spellCommand(command))) return;
    for (const form of ['short', 'long'] as const) {
      const again = parseComment(spellCommand(command, form), { short: true });
      assert.deepEqual(again, { kind: 'command', command });
    }
    return;
  }
  const { code, detail } = understood;
  const says = { 'unknown-command': detail.name, 'comment-too-long': detail.found }[code as string];
  assert.ok(
    code === 'several-commands' || (says ?? detail.message) !== undefined,
    'a refusal without a word',
  );
  assert.ok((detail.message ?? '').length <= 400, 'a refusal that nobody reads to its end');
  assert.ok((detail.name ?? '').length <= 400, 'a refusal that nobody reads to its end');
  for (const candidate of (detail.candidates ?? []).filter((each) => !isTangled(each))) {
    assert.equal(parseComment(candidate, { short: true }).kind, 'command', candidate);
  }
}

/** A reason that a shell handed in with its line breaks is spelled on one line. */
function onOneLine(command: Command): Command {
  if (!('reason' in command)) return command;
  return { ...command, reason: command.reason.replace(/\s*[\r\n]+\s*/g, ' ') };
}

function assertOwnLine(body: string): void {
  assert.match(body.slice(0, 10_240), /(?:^|[\r\n]) {0,3}\/[a-z]/i);
}
