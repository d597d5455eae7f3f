import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const MODULE = join(import.meta.dirname, 'at-exit.ts');

/** Runs a script that knows what `at-exit.ts` exports, and answers what it wrote. */
function run(script: string): Promise<string> {
  const whole = `import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { atExit, endWithUs, temporaryFolder } from ${JSON.stringify(MODULE)};
${script}`;
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', whole], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    child.once('close', () => resolve(text));
  });
}

test('a folder is removed and a process killed, although nobody tidied up', async () => {
  const text = await run(`
const folder = temporaryFolder('signalbox-at-exit-');
writeFileSync(folder.path + '/file', 'text');
const child = spawn(process.execPath, ['--eval', 'setInterval(() => undefined, 1000)'], { stdio: ['ignore', 1, 2] });
endWithUs(child);
child.once('spawn', () => { process.stdout.write(folder.path); process.exit(0); });
`);
  // The output of this process ends when the last that holds it does.
  expect(text).toMatch(/signalbox-at-exit-/);
  expect(existsSync(text)).toBe(false);
});

test('the newest comes first, one that fails keeps no other back, and what was taken back is not done', async () => {
  const text = await run(`
atExit(() => process.stdout.write('first'));
atExit(() => { throw new Error('fails'); });
atExit(() => process.stdout.write('taken back'))();
atExit(() => process.stdout.write('third '));
`);
  expect(text).toBe('third first');
});
