import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchesAnyGlob } from './globs.ts';
import { cpuMilliseconds } from '../../test/support/cpu-time.ts';

/** The rows of GitHub's "Filter pattern cheat sheet", and what its rules imply beside them. */
describe('one glob', () => {
  test.each<[glob: string, matching: string[], other: string[]]>([
    ['main', ['main'], ['mains', 'xmain', 'Main']],
    ['feature/*', ['feature/my-branch', 'feature/'], ['feature/a/b', 'feature']],
    ['feature/**', ['feature/beta-a/my-branch', 'feature/x'], ['feature', 'xfeature/a']],
    ['releases/mona-the-octocat', ['releases/mona-the-octocat'], ['releases/mona']],
    ["'*'".slice(1, -1), ['main', 'releases'], ['all/the/branches']],
    ['**', ['all/the/branches', 'every/tag', ''], []],
    ['*feature', ['mona-feature', 'feature', 'ver-10-feature'], ['a/feature', 'features']],
    ['v2*', ['v2', 'v2.0', 'v2.9'], ['v3', 'v2/x']],
    ['v[12].[0-9]+.[0-9]+', ['v1.10.1', 'v2.0.0'], ['v3.1.1', 'v1..1', 'v1.1', 'v1x1x1']],
    ['*.jsx?', ['page.js', 'page.jsx'], ['page.jsxx', 'a/page.js']],
    ['**.js', ['index.js', 'js/index.js', 'src/js/app.js'], ['index.jsx']],
    ['docs/*', ['docs/README.md', 'docs/file.txt'], ['docs/a/b.md']],
    [
      'docs/**/*.md',
      ['docs/README.md', 'docs/mona/hello-world.md', 'docs/a/markdown/file.md'],
      ['docs/a.txt'],
    ],
    ['**/docs/**', ['docs/hello.md', 'dir/docs/my-file.txt', 'space/docs/plan/space.doc'], ['mydocs/x']],
    ['**/README.md', ['README.md', 'js/README.md'], ['MYREADME.md']],
    ['**/*src/**', ['a/src/app.js', 'my-src/code/js/app.js'], ['source/a']],
    ['**/*-post.md', ['my-post.md', 'path/their-post.md'], ['post.md']],
    [
      '**/migrate-*.sql',
      ['migrate-10909.sql', 'db/migrate-v1.0.sql', 'db/sept/migrate-v1.sql'],
      ['migrate.sql'],
    ],
    ['web/**', ['web/a', 'web/a/b'], ['website/a', 'a/web/b']],
    ['a\\*b', ['a*b'], ['axb']],
    ['a+', ['a', 'aaa'], ['', 'b']],
    ['+a', ['+a'], ['a']],
    ['[ab', ['[ab'], ['a']],
    ['[a-', ['[a-'], ['a']],
    ['', [''], ['a']],
    ['a.b', ['a.b'], ['axb']],
    ['(a|b)$', ['(a|b)$'], ['a']],
    ['ship-\u{1f680}', ['ship-\u{1f680}'], ['ship-\ud83d']],
    ['\\\u{1f680}?x', ['\u{1f680}x', 'x'], ['y']],
  ])('%s', (glob, matching, other) => {
    expect(matching.filter((text) => !matchesAnyGlob([glob], text))).toEqual([]);
    expect(other.filter((text) => matchesAnyGlob([glob], text))).toEqual([]);
  });
});

describe('several globs, in order', () => {
  test.each<[globs: string[], text: string, expected: boolean]>([
    [[], 'main', false],
    [['main', 'releases/**'], 'releases/1', true],
    [['releases/**', '!releases/**-alpha'], 'releases/beta/3-alpha', false],
    [['releases/**', '!releases/**-alpha'], 'releases/beta/3', true],
    [['**', '!docs/**', 'docs/api/**'], 'docs/api/a', true],
    [['**', '!docs/**', 'docs/api/**'], 'docs/a', false],
    [['!main'], 'main', false],
    [['!main'], 'other', false],
    [['!main', '**'], 'main', true],
  ])('%j on %s', (globs, text, expected) => {
    expect(matchesAnyGlob(globs, text)).toBe(expected);
  });
});

test('a text without special characters matches itself and nothing else', () => {
  const plain = fc.stringMatching(/^[a-zA-Z0-9/._-]{0,30}$/);
  fc.assert(
    fc.property(plain, plain, (glob, text) => {
      expect(matchesAnyGlob([glob], text)).toBe(glob === text);
    }),
  );
});

test('hostile globs take time in proportion to their length', () => {
  const before = cpuMilliseconds();
  expect(matchesAnyGlob(['*a'.repeat(120) + 'b'], 'a'.repeat(250))).toBe(false);
  expect(matchesAnyGlob(['**/a**'.repeat(40) + 'b'], 'a/'.repeat(500))).toBe(false);
  expect(cpuMilliseconds() - before).toBeLessThan(2000);
});

test('no glob makes it throw', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.string(), (globs, text) => {
      expect(typeof matchesAnyGlob(globs, text)).toBe('boolean');
    }),
  );
});
