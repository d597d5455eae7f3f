import { expect, test } from 'vitest';
import { dispatchLength } from './dispatch-room.ts';

test('a value is as long as GitHub gets it: as JSON text within JSON', () => {
  const value = { quote: '"', text: 'a\nb' };
  const sent = JSON.stringify({ ref: 'main', inputs: { signalbox: JSON.stringify(value) } });
  expect(dispatchLength(value)).toBe(sent.length - '{"ref":"main","inputs":}'.length);
});
