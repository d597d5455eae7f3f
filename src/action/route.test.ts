import { expect, test } from 'vitest';
import { routeOf } from './route.ts';

const INPUT = '{"version":1}';

test.each<[string, string, [name: string, payload?: object], string]>([
  ['auto', '', ['push', {}], 'event'],
  ['auto', INPUT, ['workflow_dispatch', { inputs: { signalbox: INPUT } }], 'claim'],
  ['auto', '', ['workflow_dispatch', { inputs: { signalbox: '' } }], 'claim'],
  ['auto', '', ['workflow_dispatch', { inputs: { command: '/status' } }], 'event'],
  ['auto', '', ['workflow_dispatch', { inputs: null }], 'event'],
  ['auto', '', ['workflow_dispatch'], 'event'],
  ['auto', '', ['repository_dispatch', { inputs: { signalbox: '' } }], 'event'],
  ['report', INPUT, ['workflow_dispatch', {}], 'report'],
  ['report', '', ['push', {}], 'report'],
  ['reconcile', '', ['push', {}], 'sweep'],
  ['reconcile', INPUT, ['workflow_dispatch', {}], 'sweep'],
  ['deploy', '', ['push', {}], 'unknown-command'],
])('command %s with input “%s” on %j: %s', (command, signalbox, [name, payload], expected) => {
  expect(routeOf({ command, signalbox, event: { name, payload } }).kind).toBe(expected);
});
