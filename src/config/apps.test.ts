import { expect, test } from 'vitest';
import { problemsOf } from '../../test/support/config-source.ts';

const NAME =
  'a name begins with a letter or digit, goes on with letters, digits, ".", "_" or "-", has 64 characters at most, and does not read like a release number (12, v12)';

test.each<[apps: string, expected: string[]]>([
  ['{ web: , api: { } }', ['ok']],
  ['{ web: { paths: ["**", "!docs/**"], release-on: { push: "release/**" } } }', ['ok']],
  [
    '{ web: { paths: ["!docs/**"] } }',
    ['2:23 apps.web.paths: only takes out; begin with a glob that lets something in, like "**"'],
  ],
  [
    '{ web: { paths: [/web/**] } }',
    [
      '2:24 apps.web.paths[0]: is matched against paths like "web/a.txt": leave out the slash at its beginning',
    ],
  ],
  ['{ web: { paths: "" } }', ['2:23 apps.web.paths: must not be empty']],
  ['{ web: { paths: ["**", "!"] } }', ['2:30 apps.web.paths[1]: is empty']],
  [
    '{ web: { release-on: {} } }',
    [
      '2:28 apps.web.release-on: needs branches in "push" or tags in "tag", or nothing could ever be released',
    ],
  ],
  [
    '{ web: { release-on: { push: refs/heads/main } } }',
    [
      '2:36 apps.web.release-on.push: is matched against short names: leave out "refs/heads/" or "refs/tags/"',
    ],
  ],
  [
    '{ web: { release-on: { branches: main } } }',
    ['2:30 apps.web.release-on.branches: unknown key; write "push"'],
  ],
  ['{ web: { process: dflt } }', ['2:25 apps.web.process: there is no process "dflt"']],
  ['{ web: { process: default } }', ['ok']],
  ['{ web: , Web: }', ['2:16 apps.Web: differs from web in case only']],
  ['{ 12: }', [`2:9 apps.12: ${NAME}`]],
  ['{ v12: }', [`2:9 apps.v12: ${NAME}`]],
  ['{ -x: }', [`2:9 apps.-x: ${NAME}`]],
  ['{ "a/b": }', [`2:9 apps."a/b": ${NAME}`]],
  ['{ constructor: }', [`2:9 apps.constructor: ${NAME}`]],
  [`{ ${'x'.repeat(65)}: }`, [`2:9 apps."${'x'.repeat(60)}": ${NAME}`]],
])('%s', (apps, expected) => {
  expect(problemsOf(`signalbox: 1\napps: ${apps}\n`)).toEqual(expected);
});

test('with several processes an app must say which is its own', () => {
  const processes =
    'processes:\n  p: { phases: [{ name: x, task: x, workflow: image.yml }] }\n  q: { phases: [{ name: x, task: x, workflow: image.yml }] }\n';
  const ask = 'there are several processes ("p", "q"); say which one with "apps: { <name>: { process: … } }"';
  expect(problemsOf(`signalbox: 1\napps: { web: { paths: x } }\n${processes}`)).toEqual([
    `2:14 apps.web: ${ask}`,
  ]);
  expect(problemsOf(`signalbox: 1\n${processes}`)).toEqual([`3:3 processes: ${ask}`]);
});
