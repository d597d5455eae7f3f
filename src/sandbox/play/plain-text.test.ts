import { expect, test } from 'vitest';
import { oneLine, plainBlocks } from './plain-text.ts';

test('a table loses its lines and keeps its cells', () => {
  const body = [
    '**What runs**',
    '',
    '| Environment | Runs |',
    '| --- | --- |',
    '| `staging` | v12 |',
    '| `production` | v3<br>uncertain |',
    '',
    'Next: `/releases`',
  ].join('\n');
  expect(plainBlocks(body, true)).toEqual([
    'What runs',
    {
      rows: [
        ['Environment', 'Runs'],
        ['staging', 'v12'],
        ['production', 'v3; uncertain'],
      ],
    },
    'Next: /releases',
  ]);
});

test.each([
  ['escaped \\*stars\\* and &lt;b&gt;', 'escaped *stars* and <b>'],
  ['a bar &#124; and a broken @&#8203;mention', 'a bar | and a broken @mention'],
  ['[The run](http://r)', 'The run: http://r'],
  ['\\[l\\]\\(http://x\\)', '[l](http://x)'],
  ['because \\[l\\](http://x) \\`code\\` \\\\ \\*', 'because [l](http://x) `code` \\ *'],
  ['watch [the run](http://r) now', 'watch the run now'],
  ['costs <span>$</span>5', 'costs $5'],
  ['colour \u001b[31mred', 'colour [31mred'],
])('%s', (markdown, text) => {
  expect(plainBlocks(markdown, true)).toEqual([text]);
});

test('what a person wrote keeps its marks and its empty lines', () => {
  expect(plainBlocks('> /rollback\r\n\r\n`/status`', false)).toEqual(['> /rollback', '', '`/status`']);
});

test('one line is one line', () => {
  expect(oneLine(' a\n\tb \u202ec ')).toBe('a b c');
});
