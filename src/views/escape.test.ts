import type { Nodes } from 'mdast';
import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, test } from 'vitest';
import { codeBlock, codeSpan, escapeMarkdown, escapeTerminal, FOREIGN_LIMIT, linkTarget } from './escape.ts';

const nasty = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '@alice',
        '@v12',
        '#12',
        'GH-3',
        'https://x.y',
        'www.x.y',
        '<b>',
        '<!--',
        '-->',
        '`',
        '```',
        '|',
        '\\',
      ),
      fc.constantFrom(
        '*',
        '_',
        '~~',
        '[x](y)',
        '![x](y)',
        '&amp;',
        '&#64;bob',
        '\n',
        '\n\n',
        '# ',
        '- ',
        '1. ',
        '> ',
      ),
      fc.constantFrom(
        '    ',
        '$x$',
        ':rocket:',
        '---',
        '===',
        '\u202e',
        '\u200b',
        '\u0007',
        '\u001b[31m',
        '\t',
        '+ ',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''));

/** Letter for letter, without what shows nothing. */
function visible(text: string): string {
  const spaced = text.replace(/[\s\p{Z}]+/gu, ' ').replace(/\p{C}/gu, '');
  return spaced.replace(/ +/g, ' ').trim();
}

function textOf(node: Nodes): string {
  if (node.type === 'html') return '';
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map((child) => textOf(child)).join('') : '';
}

function typesIn(node: Nodes): string[] {
  return [node.type, ...('children' in node ? node.children.flatMap((child) => typesIn(child)) : [])];
}

describe('foreign words in Markdown [A16]', () => {
  test('are one paragraph of plain text that reads the same', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const tree = fromMarkdown(escapeMarkdown(text));
        expect(typesIn(tree).filter((type) => !['root', 'paragraph', 'text', 'html'].includes(type))).toEqual(
          [],
        );
        expect(tree.children.length).toBeLessThan(2);
        expect(visible(textOf(tree))).toBe(visible(text));
      }),
      { numRuns: 500 },
    );
  });

  test('hold no HTML but the one that GitHub wants around a dollar', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const plain = escapeMarkdown(text).replaceAll('<span>$</span>', '');
        expect(plain).not.toMatch(/[<>$|]/);
      }),
    );
  });

  test('mention, refer to and link nobody, once GitHub has read the entities', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const shown = textOf(fromMarkdown(escapeMarkdown(text)));
        // A mention begins behind anything but a letter or digit: a whole name of a release is none.
        if (/^[\w.-]*\w@v\d+$/.test(shown)) return;
        expect(shown).not.toMatch(/@[\p{L}\p{N}]|#\d|\bgh-\d|:\/\/|www\.\w|:[\w+-]+:/iu);
      }),
      { numRuns: 500 },
    );
  });

  test.each<[string, string]>([
    ['snake_case stays', 'snake_case stays'],
    ['a *star* and _that_', 'a \\*star\\* and \\_that\\_'],
    ['<!-- signalbox:x -->', '&lt;!-- signalbox:x --&gt;'],
    ['- item', '\\- item'],
    ['1. item', '1&#8203;. item'],
    ['line\none', 'line one'],
    [':a_b:_:c:', ':&#8203;a_b:&#8203;\\_:&#8203;c:'],
    ['web@v12', 'web@v12'],
    ['0@v12', '0@v12'],
    ['web.@v12', 'web.@&#8203;v12'],
    ['-@v12', '\\-@&#8203;v12'],
    ['web@v12 by @v12', 'web@&#8203;v12 by @&#8203;v12'],
    ['a\u202eb\u0000c', 'abc'],
  ])('%j becomes %j', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  test('are cut when they are long', () => {
    expect(escapeMarkdown('x'.repeat(1000))).toBe(`${'x'.repeat(FOREIGN_LIMIT - 1)}…`);
  });
});

test('a code span is one span that reads the same, or escaped text', () => {
  fc.assert(
    fc.property(nasty, (text) => {
      const tree = fromMarkdown(`x ${codeSpan(text)} y`);
      const types = typesIn(tree).filter(
        (type) => !['root', 'paragraph', 'text', 'inlineCode', 'html'].includes(type),
      );
      expect(types).toEqual([]);
      expect(visible(textOf(tree))).toBe(visible(`x ${visible(text)} y`));
    }),
    { numRuns: 500 },
  );
});

test('a code block cannot be left', () => {
  fc.assert(
    fc.property(nasty, (text) => {
      const tree = fromMarkdown(codeBlock(text));
      expect(tree.children.map(({ type }) => type)).toEqual(['code']);
    }),
  );
});

test('signs that nobody sees do not hide how long a row of backticks is', () => {
  const tree = fromMarkdown(codeBlock('`\u200b```\n# left'));
  expect(tree.children.map(({ type }) => type)).toEqual(['code']);
});

test('a link target cannot leave its brackets', () => {
  const hostile = 'https://x.example/a)b<c>|d`e\\f [g](h)';
  expect(linkTarget(hostile)).not.toMatch(/[()<>|`\s[\]\\]/);
  expect(new URL(linkTarget(hostile)).host).toBe('x.example');
});

test('a terminal gets no control, colour or direction codes', () => {
  expect(escapeTerminal('\u001b[31mred\u001b[0m\r\nover\u202ewritten\u0007\t!')).toBe(
    '[31mred[0m overwritten !',
  );
});
