import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generatedFiles } from '../scripts/generated-files.ts';

const root = join(import.meta.dirname, '..');
const made = [...(await generatedFiles())];

test('something is generated', () => {
  expect(made).not.toEqual([]);
});

test.each(made)('%s is what the code says now: else run `npm run generate`', (file, text) => {
  const kept = existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : '';
  expect(kept).toBe(text);
});
