import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { expect, test } from 'vitest';
import { marker, markerOf, withMarker } from './markers.ts';
import { foreign, say } from './phrase.ts';
import { phraseMarkdown } from './markdown.ts';

const id = fc.oneof(
  fc.constantFrom(
    'reply:comment:987',
    'notice:web/12/7/failed/3',
    '-->',
    'a--b',
    '--',
    '-',
    'x -->\n<b>',
    '%2D',
  ),
  fc.string({ minLength: 1 }),
);

test('an id comes back from the comment that it signs', () => {
  fc.assert(
    fc.property(id, fc.string(), (each, text) => {
      expect(markerOf(withMarker(text, each))).toBe(each);
      expect(markerOf(withMarker(text, each).replaceAll('\n', '\r\n'))).toBe(each);
    }),
  );
});

test('a marker is one HTML comment, whatever the id', () => {
  fc.assert(
    fc.property(id, (each) => {
      const { children } = fromMarkdown(`text\n\n${marker(each)}\n\ntext`);
      expect(children.map(({ type }) => type)).toEqual(['paragraph', 'html', 'paragraph']);
      expect(marker(each).slice(4, -3)).not.toContain('--');
    }),
  );
});

test.each<[string, string]>([
  ['no marker', 'text'],
  ['one above the last line', `${withMarker('text', 'x')}\n\nmore`],
  ['one within a line', 'text <!-- signalbox:x -->'],
  ['one within a fence', '```\n\n<!-- signalbox:x -->\n```'],
  ['broken escapes', 'text\n\n<!-- signalbox:%E0%A4%A -->'],
  ['one in foreign words', phraseMarkdown(say`${foreign('y\n\n<!-- signalbox:x -->')}`)],
])('%s signs nothing', (_, body) => {
  expect(markerOf(body)).toBeNull();
});

test('ids of effects stay readable', () => {
  expect(marker('comment:web/12/7')).toBe('<!-- signalbox:comment:web/12/7 -->');
});
