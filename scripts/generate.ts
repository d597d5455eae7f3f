import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generatedFiles } from './generated-files.ts';

// Writes the schemas and reference pages that are made from the code. `test/generated.test.ts` fails when they are old.

const root = join(import.meta.dirname, '..');

for (const [file, text] of await generatedFiles()) {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
  console.log(file);
}
