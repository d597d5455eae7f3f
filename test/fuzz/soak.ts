import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { wholeNumber } from '../../scripts/arguments.ts';
import { cpuMilliseconds } from '../support/cpu-time.ts';
import type { Check, Target } from './target.ts';
import { nameOf, sharesOf, tryOut } from './target.ts';
import { TARGETS } from './targets.ts';

// `npm run fuzz:soak -- [--runs 1000000] [--seed N] [--check "<target>"]`: so many hostile inputs over all readers, or
// over those whose name begins so. The first fault ends it, with the command that shows just that fault again.

/** Inputs of one round: progress is told after each, and a failing input is found anew within one. */
const ROUND = 20_000;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
    check: { type: 'string', default: '' },
    path: { type: 'string' },
  },
});
const targets = TARGETS.map((target) => ({
  ...target,
  checks: target.checks.filter((check) => nameOf(target, check).startsWith(values.check)),
})).filter(({ checks }) => checks.length > 0);
if (targets.length === 0) throw new Error(`no check is called “${values.check}”`);
await (values.path === undefined
  ? soak(wholeNumber('runs', values.runs), wholeNumber('seed', values.seed))
  : replay(values.path));

async function soak(runs: number, seed: number): Promise<void> {
  say(`${String(runs)} inputs, seed ${String(seed)}`);
  const spent = new Map<string, number>();
  for (let done = 0; done < runs; done += ROUND) {
    const round = { seed: seed + done / ROUND, runs: Math.min(ROUND, runs - done) };
    for (const [check, share] of sharesOf(targets, round.runs)) {
      const target = ownerOf(check);
      const before = cpuMilliseconds();
      const fault = await tryOut(target, check, { seed: round.seed, runs: share });
      const name = nameOf(target, check);
      spent.set(name, (spent.get(name) ?? 0) + cpuMilliseconds() - before);
      if (fault !== null) {
        fail(name, fault);
        return;
      }
    }
    say(`${String(done + round.runs)} of ${String(runs)}, seed ${String(round.seed)}`);
  }
  for (const [name, milliseconds] of spent) say(`${(milliseconds / 1000).toFixed(1)} s  ${name}`);
}

async function replay(path: string): Promise<void> {
  for (const target of targets) {
    for (const check of target.checks) {
      const fault = await tryOut(target, check, { seed: Number(values.seed), runs: ROUND, path });
      if (fault !== null) {
        fail(nameOf(target, check), fault);
        return;
      }
    }
  }
  say('nothing is wrong there');
}

function ownerOf(check: Check): Target {
  const owner = targets.find(({ checks }) => checks.includes(check));
  if (owner === undefined) throw new Error(`nobody owns “${check.title}”`);
  return owner;
}

function fail(name: string, fault: string): void {
  process.stderr.write(`\n${name}\n${fault}\n`);
  process.exitCode = 1;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
