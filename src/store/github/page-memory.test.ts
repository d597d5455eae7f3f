import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { PageMemory } from './page-memory.ts';

const PAGE = 'apps/web/index/0.json';
const TEXT = '{ "releases": [] }\n';

function blobId(text: string): string {
  return execFileSync('git', ['hash-object', '--stdin'], { input: text }).toString().trim();
}

function memory(): PageMemory {
  const pages = new PageMemory();
  pages.committed('c0', 'c1', new Map([[PAGE, TEXT]]));
  return pages;
}

test('a page that was written is known at that commit and nowhere else', () => {
  expect(memory().at('c1', [PAGE])).toEqual(new Map([[PAGE, TEXT]]));
  expect(memory().at('c2', [PAGE])).toBeNull();
  expect(memory().at('c1', [PAGE, 'apps/web/index/1.json'])).toBeNull();
});

test('it is known at a later commit when its id is the same there', () => {
  const pages = memory();
  pages.seen('c2', new Map([[PAGE, blobId(TEXT)]]));
  expect(pages.at('c2', [PAGE])).toEqual(new Map([[PAGE, TEXT]]));
});

test.each([
  ['has changed', new Map([[PAGE, blobId('other')]])],
  ['is gone', new Map<string, string>()],
])('it is forgotten when it %s', (_, ids) => {
  const pages = memory();
  pages.seen('c2', ids);
  expect(pages.at('c2', [PAGE])).toBeNull();
  expect(pages.paths).toEqual([]);
});

test('a commit on top of what others did brings its own pages only', () => {
  const pages = memory();
  pages.committed('c5', 'c6', new Map([['apps/web/index/1.json', TEXT]]));
  expect(pages.paths).toEqual(['apps/web/index/1.json']);
});

test('a page that was read is known at that commit, and so is that there is none', () => {
  const other = 'apps/web/index/1.json';
  const pages = new PageMemory();
  pages.seen('c1', new Map());
  pages.read([PAGE, other], new Map([[PAGE, TEXT]]));
  expect(pages.at('c1', [PAGE, other])).toEqual(new Map([[PAGE, TEXT]]));
  pages.seen('c2', new Map([[PAGE, blobId(TEXT)]]));
  expect(pages.at('c2', [other])).toEqual(new Map());
  pages.seen('c3', new Map([[other, blobId(TEXT)]]));
  expect(pages.at('c3', [other])).toBeNull();
});
