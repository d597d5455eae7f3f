import fc from 'fast-check';
import { commandFrom } from '../../src/commands/given.ts';
import { flagsOf } from '../../src/commands/grammar.ts';
import { COMMAND_NAMES } from '../../src/commands/table.ts';

const name = fc.oneof(
  fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/),
  fc.constantFrom('v2', '12', 'two words', '--force', '"', 'web@v1', "it's", '--reason'),
  fc.string({ minLength: 1, maxLength: 8 }).filter((text) => !/[`<>]/.test(text)),
);
const app = fc.stringMatching(/^[A-Za-z0-9][\w.-]{0,10}$/);
const release = fc.record({ number: fc.integer({ min: 1, max: 99_999 }) }, { noNullPrototype: true });
const ref = fc
  .oneof(name, fc.constantFrom('gr\u00fcn', 'refs/heads/a b'.replace(' ', '\u4e2d')))
  .filter((text) => !/[\p{C}\p{Z}]/u.test(text));
const value = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 10 }),
  fc.constantFrom('true', '12', '1.10', '', ' ', '\u200b', 'a\nb'),
  fc.boolean(),
  fc.constant(null),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
);
const set = fc
  .dictionary(fc.stringMatching(/^[A-Za-z][\w.-]{0,8}$/), value, { maxKeys: 3 })
  .map((entries) => ({ ...entries }));
const reason = fc
  .oneof(
    fc.constantFrom('--force', '"', '`x` <!-- y', 'a --reason b'),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
  )
  .map((text) => text.replace(/[\r\n]/g, '').trim())
  .filter((text) => text !== '');

/** Any command with whatever it can be given. */
export const anyCommand = fc
  .record({
    of: fc.constantFrom(...COMMAND_NAMES),
    given: fc.record(
      {
        app,
        release,
        environment: name,
        activity: name,
        ref,
        topic: name.filter((text) => !text.startsWith('/')),
        for: fc.integer({ min: 1, max: 8_000_000 }),
        reason,
        cancel: fc.boolean(),
        force: fc.boolean(),
        set,
      },
      { requiredKeys: ['cancel', 'force', 'set', 'release'] },
    ),
    bare: fc.boolean(),
  })
  .map(({ of, given, bare }) => {
    const takes = flagsOf(of);
    const kept = Object.entries(given).filter(([key]) => takes.includes(key) && !(bare && key === 'release'));
    return commandFrom(of, Object.fromEntries(kept));
  })
  .filter((each) => each !== null);
