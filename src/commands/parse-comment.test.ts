import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COMMENT_WORDS } from '../../test/support/comment-words.ts';
import type { CommentCommand } from './parse-comment.ts';
import { parseComment } from './parse-comment.ts';

const ROLLBACK = { name: 'rollback', cancel: false } as const;

function parse(body: string): CommentCommand {
  return parseComment(body, { short: true });
}

describe('a command is found', () => {
  test.each<[string, string, object]>([
    ['alone', '/rollback', ROLLBACK],
    ['in the long form', '/signalbox rollback', ROLLBACK],
    ['in any letter case', '/Rollback', ROLLBACK],
    ['behind prose, on a line of its own', 'Checkout is broken.\n/rollback', ROLLBACK],
    ['before prose', '/rollback\nCheckout is broken.', ROLLBACK],
    ['with Windows line ends', 'Broken.\r\n\r\n/rollback\r\n', ROLLBACK],
    ['behind a hard break', 'Broken.  \n/rollback', ROLLBACK],
    ['indented by three spaces', '   /rollback', ROLLBACK],
    ['above the dashes of a signature', '/rollback\n-- \nSent from my phone', ROLLBACK],
    ['behind a quote and a blank line', '> /lock staging\n\n/rollback', ROLLBACK],
    ['behind a closed <details>', '<details>\n\nlog\n\n</details>\n\n/rollback', ROLLBACK],
    ['behind a closed HTML comment', '<!-- template -->\n\n/rollback', ROLLBACK],
    ['behind an image and a line break tag', '<img src="x">\n\nsee<br>\n/rollback', ROLLBACK],
    ['beside a query', '/status\n/rollback', ROLLBACK],
    ['as the first of two queries', '/status\n/releases', { name: 'status' }],
    ['behind a footnote and a blank line', '[^x]: see\r\n \r\n/rollback', ROLLBACK],
    ['as help, when nothing follows', '/signalbox', { name: 'help' }],
    ['beside words of other bots', '/approve\n/rollback\n/lgtm', ROLLBACK],
  ])('%s', (_, body, command) => {
    expect(parse(body)).toEqual({ kind: 'command', command });
  });
});

describe('nothing is found [A18]', () => {
  test.each<[string, string]>([
    ['in a quote', '> /rollback'],
    ['in the lazy continuation of a quote', '> see\n/rollback'],
    ['in a fence', '```\n/rollback\n```'],
    ['in a fence that never closes', '~~~\n/rollback'],
    ['in indented code', '    /rollback'],
    ['in inline code', '`/rollback`'],
    ['in inline code over two lines', '`see\n/rollback`'],
    ['in an HTML comment', '<!--\n/rollback\n-->'],
    ['in an HTML comment with blank lines', '<!-- x\n\n/rollback\n\n-->'],
    ['in an HTML comment that never closes', 'see\n\n<!--\n\n/rollback'],
    ['in a comment within a paragraph', 'see <!--\n/rollback\n--> there'],
    ['in an HTML block', '<div>\n/rollback\n</div>'],
    ['in a folded block', '<details>\n\n/rollback\n\n</details>'],
    ['in a folded block within a paragraph', 'see <details>\n/rollback\n</details>'],
    ['behind a closing tag in a comment', '<details>\n\n<!-- </details> -->\n\n/rollback'],
    ['behind a closing tag in an attribute', '<details>\n\n<b title="</details>"></b>\n\n/rollback'],
    ['behind a comment that browsers end early', '<!--> <details> -->\n\n/rollback'],
    ['behind a comment with a wrong end', '<details>\n\n<!-- --!> -->\n\n</details>\n\n/rollback'],
    ['in a list', '- /rollback'],
    ['in the continuation of a list item', '- see\n  /rollback'],
    ['in a heading', '# /rollback'],
    ['in a link definition', '[x]:\n/rollback'],
    ['in the title of a link definition', '[x]: /y "see\n/rollback\nthere"'],
    ['in a footnote', '[^x]: see\n/rollback'],
    ['in a footnote behind a line of prose', 'see\n[^x]: there\n/rollback'],
    ['in a footnote behind another', '[^x]: see\n[y]: there\n/rollback'],
    ['in the text of an image', '![see\n/rollback\n](x.png)'],
    ['in emphasis', '**see\n/rollback**'],
    ['in the middle of a line', 'please /rollback'],
    ['as part of a path', '/rollback/notes.md'],
    ['as part of a word', '/rollbacks'],
    ['escaped', '\\/rollback'],
    ['as an entity', '&#47;rollback'],
    ['with another slash', '\uff0frollback'],
    ['with a letter that looks alike', '/r\u043ellback'],
    ['with the Kelvin sign', '/rollbac\u212a'],
    ['as a command that is not built', '/approve v1'],
    ['as a property of every object', '/constructor'],
    ['in an empty comment', ''],
  ])('%s', (_, body) => {
    expect(parse(body)).toEqual({ kind: 'none' });
  });

  test('in the short form where it is switched off', () => {
    expect(parseComment('/rollback', { short: false })).toEqual({ kind: 'none' });
    expect(parseComment('/signalbox rollback', { short: false })).toMatchObject({ kind: 'command' });
  });

  test('behind the first ten thousand characters [A28]', () => {
    expect(parse(`${'word '.repeat(2100)}\n\n/rollback`)).toMatchObject({ code: 'comment-too-long' });
    expect(parse(`/rollback\n\n${'word '.repeat(20_000)}`)).toMatchObject({ kind: 'command' });
  });

  test.each([
    ['<?', 200],
    ['<!--', 200],
    ['_a*', 1000],
    ['>', 99],
    ['1. ', 99],
    ['> -\t', 49],
  ])('in a tangle of %s that would keep the parser busy [A28]', (piece, most) => {
    const tangle = (times: number): string => `/rollback\n\n${piece.repeat(times)}`;
    expect(parse(tangle(most))).toMatchObject({ kind: 'command' });
    expect(parse(tangle(most + 1))).toEqual({ kind: 'none' });
  });

  test('in what the limit cuts in two, since the end could change its meaning', () => {
    const body = `${'word '.repeat(2000)}\n\n/rollback --reason ${'because '.repeat(100)}`;
    expect(body.indexOf('/rollback')).toBeLessThan(10_240);
    expect(parse(body)).toMatchObject({ code: 'comment-too-long' });
  });
});

describe('a refusal comes with the corrected command', () => {
  test.each<[string, string, string, readonly string[] | undefined]>([
    ['a misspelt flag', '/rollback v1 --cancle', 'bad-arguments', ['/rollback v1 --cancel']],
    ['a flag of another command', '/lock production --force', 'bad-arguments', ['/lock production']],
    ['a foreign flag with a value', '/unpin production --for 2h', 'bad-arguments', ['/unpin production']],
    [
      'a reason where none is taken',
      '/unpin production --reason x --y',
      'bad-arguments',
      ['/unpin production'],
    ],
    ['a reason without its flag', '/lock web for tests', 'bad-arguments', ['/lock web --reason for tests']],
    [
      'a misspelt --reason',
      '/lock web --raeson for tests',
      'bad-arguments',
      ['/lock web --reason for tests'],
    ],
    ['a long dash', '/lock web \u2014reason for tests', 'bad-arguments', ['/lock web --reason for tests']],
    ['a no-break space', '/rollback\u00a0v1', 'bad-arguments', ['/rollback v1']],
    ['a no-break space between words', '/rollback v1\u00a0web', 'bad-arguments', ['/rollback v1 web']],
    ['a zero-width space', '/rollback v1\u200b', 'bad-arguments', ['/rollback v1']],
    ['a zero-width space in the name', '/roll\u200bback v1', 'bad-arguments', ['/rollback v1']],
    ['curly quotes', '/retry --set a=1 \u201cx\u201d', 'bad-arguments', ['/retry x --set a=1']],
    ['backticks', '/rollback `v1`', 'bad-arguments', ['/rollback v1']],
    ['a letter that looks alike', '/lock pr\u043educt', 'bad-arguments', undefined],
    ['no span', '/lock web --for', 'bad-arguments', ['/lock web --for 2h']],
    ['a wrong span', '/lock web --for soon', 'bad-arguments', undefined],
    ['a switch with a value', '/rollback --cancel=yes', 'bad-arguments', ['/rollback --cancel']],
    ['a word too many', '/info v1 v2', 'bad-arguments', ['/info v1']],
    ['nothing where a release is needed', '/info', 'bad-arguments', undefined],
    ['two apps', '/info web@v1 --app api', 'bad-arguments', undefined],
    ['release zero', '/info v0', 'bad-arguments', undefined],
    ['an HTML comment on the line', '/info v1 <!-- v2 -->', 'bad-arguments', ['/info v1']],
    ['an unknown command', '/signalbox rolback v1', 'unknown-command', ['/signalbox rollback v1']],
    ['an unknown command like no other', '/signalbox dance', 'unknown-command', undefined],
    ['two commands', '/rollback v1\n\n/lock web', 'several-commands', ['/rollback v1', '/lock web']],
    ['the same command twice', '/rollback v1\n/rollback v1', 'several-commands', ['/rollback v1']],
    ['one command and one misspelt', '/rollback\n/signalbox x', 'several-commands', ['/rollback']],
  ])('%s', (_, body, code, candidates) => {
    const parsed = parse(body);
    expect(parsed).toMatchObject({ kind: 'misspelt', code });
    expect(parsed.kind === 'misspelt' ? parsed.detail.candidates : null).toEqual(candidates);
  });
});

test('what is wrong is repeated in part only: an answer is read, and remembered for a day', () => {
  const long = 'x'.repeat(9000);
  for (const body of [`/lock ${long} y`, `/lock --${long}`, `/info ${long}`, `/signalbox ${long}`]) {
    const parsed = parse(body);
    expect(parsed.kind).toBe('misspelt');
    expect(JSON.stringify(parsed).length).toBeLessThan(1000);
  }
});

describe('whatever is written', () => {
  const piece = fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...COMMENT_WORDS) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 5 }) },
  );

  test('nothing throws', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.boolean(), (pieces, short) => {
        for (const glue of ['', ' ']) {
          expect(['none', 'command', 'misspelt']).toContain(parseComment(pieces.join(glue), { short }).kind);
        }
      }),
    );
  });

  test('a corrected command is a command', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const parsed = parse(`/lock ${pieces.join(' ')}`);
        for (const candidate of parsed.kind === 'misspelt' ? (parsed.detail.candidates ?? []) : []) {
          expect(parse(candidate)).toMatchObject({ kind: 'command' });
        }
      }),
    );
  });

  test('quoted or fenced, it is no command', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const lines = pieces.join(' ').split(/[\r\n]+/);
        expect(parse(lines.map((line) => `> ${line}`).join('\n'))).toEqual({ kind: 'none' });
        const text = lines.join('\n').replaceAll('~', '');
        expect(parse(`~~~\n${text}\n~~~`)).toEqual({ kind: 'none' });
        expect(parse(lines.map((line) => `    ${line}`).join('\n'))).toEqual({ kind: 'none' });
      }),
    );
  });
});

describe('a command behind what is read of a comment', () => {
  const long = 'words and more words\n'.repeat(600);

  test.each<[string, string, boolean, string[] | null]>([
    [
      'is answered with the command to write alone',
      `${long}\n/lock web --reason x`,
      true,
      ['/lock web --reason x'],
    ],
    ['the long form as well', `${long}\n/signalbox lock web`, false, ['/signalbox lock web']],
    ['and its mistakes', `${long}\n/signalbox lok`, false, []],
    ['in the paragraph that is cut', `a\n\n${long}/lock web`, true, ['/lock web']],
    ['not where short forms are off', `${long}\n/lock web`, false, null],
    ['not in fenced code', `${long}\n\`\`\`\n/lock web\n\`\`\``, true, null],
    ['nor in code that began before', `\`\`\`\n${long}\n/lock web\n\`\`\``, true, null],
    ['not a path', `${long}\n/lock/web is a folder`, true, null],
    ['not in quotes', `${long}\n> /lock web`, true, null],
    ['nor in what Signalbox wrote', `${long}\n/lock web\n\n<!-- signalbox:reply:1 -->`, true, null],
  ])('%s', (_, body, short, candidates) => {
    const found = parseComment(body, { short });
    if (candidates === null) return expect(found).toEqual({ kind: 'none' });
    expect(found).toMatchObject({ kind: 'misspelt', code: 'comment-too-long', detail: { candidates } });
  });

  test('one that is read counts, whatever stands behind', () => {
    const found = parseComment(`/unlock web\n\n${long}\n/lock web`, { short: true });
    expect(found).toMatchObject({ kind: 'command', command: { name: 'unlock' } });
  });
});
