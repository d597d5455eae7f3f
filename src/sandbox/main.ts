import { readFileSync } from 'node:fs';
import { nodeTooOld } from './node-version.ts';

// Whatever may still hold on to something: nobody waits for it.
process.exit(await main());

/** @returns the exit code. */
async function main(): Promise<number> {
  const file = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { engines } = JSON.parse(file) as { readonly engines: { readonly node: string } };
  const tooOld = nodeTooOld(process.version, engines.node);
  if (tooOld !== null) {
    process.stderr.write(`${tooOld}\n`);
    return 1;
  }
  // Only now: a Node that is too old would fail on what these import, with a stack trace instead of a word.
  const { runSandbox } = await import('./play/run-sandbox.ts');
  return runSandbox(process.argv.slice(2));
}
