import { describe, expect, test } from 'vitest';
import { attempt, sampleRelease, succeeded } from '../../test/support/sample-release.ts';
import { derive, isFinal, liveAttempts } from './derive.ts';
import type { Mark } from './actor.ts';
import type { Attempt } from './attempt.ts';
import type { Activity, Release } from './release.ts';
import { RELEASE_STATUSES } from './release.ts';

const mark: Mark = { by: { login: 'alice', id: 1 }, at: '2026-11-20T11:59:00Z', input: 'comment:1' };
const superseded = { by: 13, at: mark.at };

const waiting: Attempt = { number: 1, nonce: 'w', status: 'waiting', createdAt: mark.at };
const pending: Attempt = { ...waiting, status: 'pending' };
const running = attempt(10);
const good = succeeded(10);
const failed = attempt(10, { status: 'failed' });
const aborted = attempt(10, { status: 'aborted' });
const withdrawn: Attempt = { ...waiting, status: 'aborted', withdrawn: true };
const unknown = attempt(10, { status: 'unknown' });

type Tries = readonly Attempt[] | 'skipped';

/** Build, staging, and two production environments side by side. */
function releaseWith(tries: readonly [Tries, Tries, Tries, Tries], change: Partial<Release> = {}): Release {
  const names = ['image', 'staging', 'production-eu', 'production-us'];
  const [image, staging, eu, us] = names.map((name, index): Activity => {
    const each = tries[index] ?? [];
    if (each === 'skipped') {
      return { name, status: 'pending', attempts: [], skipped: { code: 'rollback-skips-tasks' } };
    }
    return { name, status: 'pending', attempts: each };
  });
  if (!image || !staging || !eu || !us) throw new Error('four activities');
  const phase = (name: string, ...activities: Activity[]) => ({
    name,
    status: 'pending' as const,
    activities,
  });
  const phases = [phase('build', image), phase('staging', staging), phase('production', eu, us)];
  return derive(sampleRelease({ ...change, phases }));
}

describe('a release follows from its phases and marks', () => {
  test.each<[string, readonly [Tries, Tries, Tries, Tries], Partial<Release>, string]>([
    ['nothing begun', [[], [], [], []], {}, 'queued'],
    ['its first attempt waits', [[waiting], [], [], []], {}, 'queued'],
    ['a dispatch is owed', [[pending], [], [], []], {}, 'running'],
    ['at work', [[running], [], [], []], {}, 'running'],
    ['between phases', [[good], [waiting], [], []], {}, 'running'],
    ['all done', [[good], [good], [good], [good]], {}, 'succeeded'],
    ['all that was not skipped is done', ['skipped', 'skipped', [good], 'skipped'], {}, 'succeeded'],
    ['one of two failed, the other at work', [[good], [good], [failed], [running]], {}, 'running'],
    ['one of two failed, the other waits', [[good], [good], [failed], [waiting]], {}, 'running'],
    ['one of two failed, the other done', [[good], [good], [failed], [good]], {}, 'failed'],
    ['failed before the end', [[good], [failed], [], []], {}, 'failed'],
    ['retried and at work', [[good], [failed, running], [], []], {}, 'running'],
    ['retried and done', [[good], [failed, good], [good], [good]], {}, 'succeeded'],
    ['cancelled by a rollback', [[good], [good], [aborted], [good]], {}, 'aborted'],
    ['failed beats aborted', [[good], [good], [aborted], [failed]], {}, 'failed'],
    ['withdrawn before it began', [[withdrawn], [], [], []], {}, 'queued'],
    ['unknown', [[good], [unknown], [], []], {}, 'on-hold'],
    ['unknown, though a person wants it over', [[good], [unknown], [], []], { abort: mark }, 'on-hold'],
    ['held', [[good], [waiting], [], []], { hold: mark }, 'on-hold'],
    ['held, and failed meanwhile', [[good], [failed], [], []], { hold: mark }, 'failed'],
    ['draft', [[], [], [], []], { draft: true }, 'draft'],
    ['draft, held', [[], [], [], []], { draft: true, hold: mark }, 'draft'],
    ['draft, aborted', [[], [], [], []], { draft: true, abort: mark }, 'aborted'],
    ['aborted while at work', [[running], [], [], []], { abort: mark }, 'running'],
    ['aborted and quiet', [[good], [aborted], [], []], { abort: mark }, 'aborted'],
    ['aborted with a withdrawn attempt', [[good], [withdrawn], [], []], { abort: mark }, 'aborted'],
    ['superseded while at work', [[good], [running], [], []], { superseded }, 'running'],
    ['superseded and quiet', [[good], [aborted], [], []], { superseded }, 'superseded'],
    ['superseded with a withdrawn attempt', [[good], [withdrawn], [], []], { superseded }, 'superseded'],
    ['stopped too late: all is done', [[good], [good], [good], [good]], { abort: mark }, 'succeeded'],
    ['superseded too late: all is done', [[good], [good], [good], [good]], { superseded }, 'succeeded'],
  ])('%s', (_what, tries, change, expected) => {
    expect(releaseWith(tries, change).status).toBe(expected);
  });
});

describe('a phase follows from its activities', () => {
  test.each<[string, Tries, Tries, string]>([
    ['running beats everything', [running], [failed], 'running'],
    ['unknown beats waiting', [unknown], [waiting], 'unknown'],
    ['waiting beats failed', [waiting], [failed], 'waiting'],
    ['failed beats succeeded', [failed], [good], 'failed'],
    ['both skipped', 'skipped', 'skipped', 'skipped'],
    ['one skipped', 'skipped', [good], 'succeeded'],
    ['withdrawn waits for its next attempt', [withdrawn], [good], 'waiting'],
  ])('%s', (_what, eu, us, expected) => {
    expect(releaseWith([[good], [good], eu, us]).phases[2]?.status).toBe(expected);
  });

  test('what was withdrawn from a release that is over gets no next attempt', () => {
    const release = releaseWith([[good], [good], [withdrawn], [good]], { abort: mark });
    expect(release.phases[2]?.activities[0]?.status).toBe('aborted');
  });
});

test('only attempts that a run may belong to are live', () => {
  const release = releaseWith([[good], [failed, pending], [running], [unknown]]);
  expect(liveAttempts(release).map((each) => each.status)).toEqual(['pending', 'running', 'unknown']);
});

test('five statuses are ends', () => {
  expect(RELEASE_STATUSES.filter(isFinal)).toEqual([
    'succeeded',
    'partially-succeeded',
    'failed',
    'aborted',
    'superseded',
  ]);
});
