import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commandsIn, commentHint } from './comment-hint.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../../docs/reference/commands.md'), 'utf8');
const COMMANDS = commandsIn(PAGE);
const NOBODY = 'No command in it, so nobody answers';

test('the reference page names the commands', () => {
  expect(COMMANDS).toEqual(expect.arrayContaining(['rollback', 'status', 'repair', 'help']));
});

test.each([
  ['/rolback', `${NOBODY}. Did you mean /rollback?`],
  ['/stauts now', `${NOBODY}. Did you mean /status?`],
  ['status', `${NOBODY}. Did you mean /status?`],
  ['/approve', `${NOBODY}. /help lists the commands.`],
  ['/vars', `${NOBODY}. /help lists the commands.`],
  ['> /rollback', `${NOBODY}: one stands at the start of a line, outside of quotes and code.`],
  ['please /rollback', `${NOBODY}: one stands at the start of a line, outside of quotes and code.`],
  ['/rollback', null],
  ['/rollback v1', null],
  ['/ROLLBACK', null],
  ['/signalbox nonsense', null],
  ['please\n/rollback', null],
  ['well done', null],
  ['status quo\nis fine', null],
  ['see http://a/status', null],
])('“%s”', (body, hint) => {
  expect(commentHint(body, COMMANDS)).toBe(hint);
});
