import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Shop } from './support/shop.ts';
import { derive, isFinal, isLive } from '../src/domain/derive.ts';
import { MINUTE } from '../src/domain/instant.ts';
import { deployAttempts } from '../src/domain/occupancy.ts';
import type { Release } from '../src/domain/release.ts';
import type { State } from '../src/domain/state.ts';
import type { ScriptedRun } from '../src/runner/scripted/scripted-runner.ts';

/** A release with a build, two environments side by side, and one at the end. */
const config = (concurrency: string): string => `signalbox: 1
environments:
  staging: { concurrency: ${concurrency} }
  eu: { attributes: { type: production }, concurrency: ${concurrency} }
  us: { attributes: { type: production } }
processes:
  standard:
    phases:
      - { name: build, task: image, workflow: build.yml }
      - name: staging
        deploy: { to: staging, up: deploy.yml }
      - name: production
        deploy: { to: { type: production }, up: deploy.yml }
`;

const COMMANDS = [
  '/release --force',
  '/rollback',
  '/rollback v1',
  '/rollback eu --cancel',
  '/rollback v2 us',
  '/unlock',
  '/unlock eu --cancel',
  '/unlock staging --force',
  '/lock production --reason look',
  '/lock staging --for 10m --reason look',
  '/pin eu',
  '/unpin production',
  '/unpin eu',
  '/promote',
  '/promote v3 eu',
  '/retry',
  '/retry v2 --set size=2',
  '/hold',
  '/hold v2',
  '/resume',
  '/resume v2',
  '/abort',
  '/abort v1 --reason wrong',
  '/abort v2 --force',
] as const;

type Step =
  | { readonly do: 'push' | 'tick' | 'sweep' | 'second app' }
  | { readonly do: 'pass'; readonly minutes: number }
  | { readonly do: 'say'; readonly command: (typeof COMMANDS)[number] }
  | { readonly do: 'claim' | 'succeed' | 'fail' | 'vanish' | 'rerun'; readonly run: number }
  | { readonly do: 'end'; readonly run: number; readonly conclusion: string; readonly told: boolean }
  | {
      readonly do: 'next start';
      readonly answer: 'refused' | 'not-now' | 'ambiguous';
      readonly listed: boolean;
    };

const run = fc.nat({ max: 3 });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('push' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('tick' as const, 'sweep' as const, 'second app' as const) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('pass' as const), minutes: fc.constantFrom(1, 3, 6, 20, 61) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('say' as const), command: fc.constantFrom(...COMMANDS) }),
  },
  { weight: 9, arbitrary: fc.record({ do: fc.constant('succeed' as const), run }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('claim' as const, 'fail' as const, 'vanish' as const, 'rerun' as const),
      run,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('end' as const),
      run,
      conclusion: fc.constantFrom('success', 'failure', 'cancelled'),
      told: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('next start' as const),
      answer: fc.constantFrom('refused' as const, 'not-now' as const, 'ambiguous' as const),
      listed: fc.boolean(),
    }),
  },
);

/** A shop in which anything may happen, watched after each step. */
class Story {
  readonly shop: Shop;
  readonly admitted = new Map<string, string>();
  #before: State | null = null;

  constructor(concurrency: string) {
    this.shop = new Shop({ config: config(concurrency), build: true });
  }

  async take(each: Step): Promise<void> {
    const { shop } = this;
    switch (each.do) {
      case 'push':
        await shop.push();
        break;
      case 'pass':
        shop.pass(each.minutes * MINUTE);
        break;
      case 'say':
        await shop.says('alice', each.command);
        break;
      case 'tick':
      case 'sweep':
        await shop.tick(each.do === 'sweep');
        break;
      case 'second app': {
        const other = shop.newEngine();
        await other.submit({ kind: 'tick', id: 'other', sweep: true });
        await other.settled();
        break;
      }
      case 'next start':
        shop.runner.scriptNext({ answer: each.answer, listed: each.listed });
        break;
      default:
        await this.#happensTo(shop.runner.live[each.run], each);
    }
    await this.check();
  }

  async #happensTo(found: ScriptedRun | undefined, each: Step): Promise<void> {
    const { shop } = this;
    if (!found) return;
    const { id } = found.state;
    if (each.do === 'claim' || each.do === 'succeed' || each.do === 'fail') await this.claim(found);
    if (each.do === 'succeed') await shop.report(found);
    if (each.do === 'fail') await shop.report(found, 'failure');
    if (each.do === 'vanish') shop.runner.vanish(id);
    if (each.do === 'rerun') {
      shop.runner.complete(id, 'failure');
      shop.runner.rerun(id);
    }
    if (each.do === 'end' && each.told) await shop.ends(found, each.conclusion);
    if (each.do === 'end' && !each.told) shop.runner.complete(id, each.conclusion);
  }

  async claim(found: ScriptedRun): Promise<void> {
    const { id, attempt } = found.state;
    const answer = await this.shop.claim(found, { attempt });
    if (answer.kind === 'refused') return;
    const { nonce } = found.order;
    expect(this.admitted.get(nonce) ?? id, 'one run of an attempt is admitted').toBe(id);
    this.admitted.set(nonce, id);
  }

  async check(): Promise<void> {
    const state = await this.shop.state();
    const releases = Object.values(state.releases);
    const numbers = releases.map((each) => each.number).sort((a, b) => a - b);
    expect(numbers, 'numbers have no gap').toEqual(numbers.map((_, index) => index + 1));
    expect(state.apps['shop']?.nextNumber ?? 1).toBe(numbers.length + 1);
    for (const release of releases) checkRelease(release);
    checkEnvironments(state, releases);
    checkPointers(this.#before, state);
    expect(this.shop.complaints.filter((each) => each.startsWith('a rule failed'))).toEqual([]);
    this.#before = state;
  }

  /** Everybody does what is asked of them: whatever waits must come to its end. */
  async comeToRest(): Promise<void> {
    const { shop } = this;
    for (let round = 0; round < 30; round += 1) {
      for (const place of ['staging', 'eu', 'us']) {
        await shop.says('alice', `/unlock ${place} --force`);
        await shop.says('alice', `/unpin ${place}`);
      }
      for (const { number, hold, status } of Object.values((await shop.state()).releases)) {
        if (hold && !isFinal(status)) await shop.says('alice', `/resume v${number}`);
      }
      for (const found of shop.runner.live) {
        await this.claim(found);
        await shop.report(found);
        await this.check();
      }
      shop.pass(16 * MINUTE);
      await shop.tick(true);
      await this.check();
      if (await this.isAtRest()) return;
    }
    const { repository, releases } = await shop.state();
    const open = Object.values(releases).filter((each) => !isFinal(each.status));
    expect({ owed: repository.owed, open }).toEqual({ owed: [], open: [] });
  }

  async isAtRest(): Promise<boolean> {
    const { repository, releases } = await this.shop.state();
    return repository.owed.length === 0 && Object.values(releases).every((each) => isFinal(each.status));
  }
}

function checkRelease(release: Release): void {
  const { modifiedAt } = release;
  expect({ ...derive(release), modifiedAt }, 'what is stored is what follows').toEqual(release);
  const attempts = release.phases.flatMap((phase) => phase.activities).flatMap((each) => each.attempts);
  for (const attempt of attempts) {
    if (attempt.status === 'waiting') expect(attempt.waiting, 'what waits says what for').toBeDefined();
    else expect(attempt.waiting, 'what does not wait waits for nothing').toBeUndefined();
    if (attempt.status === 'succeeded') {
      expect(attempt.admitted, 'only who was admitted succeeds').toBeDefined();
    }
  }
  if (!isFinal(release.status)) return;
  const open = attempts.filter((each) => isLive(each) || each.status === 'waiting');
  expect(open, `nothing of v${release.number} is open when it is ${release.status}`).toEqual([]);
}

function checkEnvironments(state: State, releases: readonly Release[]): void {
  for (const name of ['staging', 'eu', 'us']) {
    const live = releases
      .flatMap(deployAttempts)
      .filter(({ spec, attempt }) => spec.environment === name && isLive(attempt));
    expect(live.map(({ ref }) => ref).slice(1), `one at a time in ${name}`).toEqual([]);
    const environment = state.apps['shop']?.environments[name];
    const isOwed = live.some(({ attempt }) => attempt.status === 'pending');
    expect(isOwed && environment?.lock, 'nothing is sent where a lock is').toBeFalsy();
    if (environment?.lastTouch?.outcome === 'running') expect(live).toHaveLength(1);
  }
}

/** An environment goes to a lower number only when a person said so (invariant 7). */
function checkPointers(before: State | null, after: State): void {
  for (const [name, environment] of Object.entries(after.apps['shop']?.environments ?? {})) {
    const old = before?.apps['shop']?.environments[name]?.pointer?.release ?? 0;
    const now = environment.pointer?.release ?? 0;
    if (now < old) expect(after.releases[`shop/${now}`]?.promoted).toHaveProperty(name);
  }
}

const RUNS = Number(process.env['SIGNALBOX_STORIES'] ?? 6);

test.each(['wait', 'cancel'])(
  'whatever happens, the invariants hold and everything comes to its end (concurrency: %s)',
  { timeout: 60_000 + RUNS * 20_000 },
  async (concurrency) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 30 }), async (steps) => {
        const story = new Story(concurrency);
        for (const each of steps) await story.take(each);
        await story.comeToRest();
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  },
);
