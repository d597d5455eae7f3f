import { expect, test } from 'vitest';
import { ACTION_WORKFLOW } from '../support/action-alone.ts';
import { FRONT } from '../support/front.ts';
import { JUST_PRODUCTION } from '../support/just-production.ts';
import { openPlay } from '../support/play.ts';
import type { Play } from '../support/play.ts';
import { deployed, endOf, logOf, runIds } from '../support/runs.ts';

const DEPLOY = '.github/workflows/deploy.yml';
const STEP = 'Run ./deploy.sh "$SIGNALBOX_ENVIRONMENT"';

const GATED = {
  '.github/workflows/build.yml': null,
  '.github/signalbox.yml':
    'signalbox: 1\nenvironments:\n  staging: {}\n  production: { gates: { checks: [ci/test] } }\n',
};

/** The limit that GitHub names for bursts, on what is asked about checks. */
function limitChecks(play: Play, times = 1) {
  const asksForChecks = ({ body }: { body: string }): boolean => body.includes('statusCheckRollup');
  const limit = { kind: 'secondary-limit', retryAfterSeconds: 1 } as const;
  return play.sandbox.faults.request(asksForChecks, limit, { times });
}

test.runIf(FRONT === 'action')(
  'a limit while the next gate is read fails neither the report nor a command',
  async () => {
    const play = await openPlay({ files: GATED });
    const hold = play.sandbox.runs.hold({ workflow: 'deploy.yml' }, { at: 'after-step', step: STEP });
    await play.push('One');
    const run = await hold.reached();
    const fault = limitChecks(play, 1_000);
    hold.remove();
    await play.until(1, 'production waiting github-unavailable');
    expect(await play.environment('staging')).toMatchObject({ pointer: { release: 1 } });
    const locked = await play.asks('alice', '/lock production --reason incident');
    expect(locked.reactions).toEqual(['eyes', '+1']);
    expect(fault.struck).toBeGreaterThan(1);
    fault.remove();
    // The job stays for a moment, so that nobody has to wait for the schedule.
    expect(await endOf(play, run)).toMatchObject({ conclusion: 'success' });
    await play.until(1, 'production waiting checks-missing');
  },
);

test.runIf(FRONT === 'action')(
  'what the token of a deploy may not start, a run of the front starts; the release says what was missing',
  async () => {
    const play = await openPlay({
      files: {
        ...GATED,
        '.github/signalbox.yml': 'signalbox: 1\nenvironments: { staging: {}, production: {} }\n',
      },
    });
    const text = await play.repository.file(DEPLOY);
    await play.push('One', { [DEPLOY]: (text ?? '').replace('  actions: write\n', '') });
    const run = await play.waitFor(() => runIds(play)[0], 'the run of staging');
    const end = await endOf(play, run);
    expect(end.conclusion).toBe('success');
    expect(end.log).toContain('permissions: { actions: write }');
    expect(await play.progress(1)).toContain('production running missing-permission');
    await play.pass(600);
    await play.until(1, 'succeeded: ');
    expect(await deployed(play, 'production')).toMatchObject({ release: 'v1' });
  },
);

test.runIf(FRONT === 'action')(
  'a first push whose run GitHub turned away is released by the sweep',
  async () => {
    const play = await openPlay({ files: JUST_PRODUCTION });
    const asksForPolicy = ({ body }: { body: string }): boolean => body.includes('.github/signalbox.yml');
    const limit = { kind: 'secondary-limit', retryAfterSeconds: 1_800 } as const;
    const fault = play.sandbox.faults.request(asksForPolicy, limit, { times: 1_000 });
    const sha = await play.push('One');
    const front = await play.waitFor(
      () => play.sandbox.actions.listRuns(play.stage.name).find(({ path }) => path === ACTION_WORKFLOW),
      'the run of the push',
    );
    // It names half an hour, so that nobody waits for it.
    const id = Number(front['id']);
    expect(await play.sandbox.runs.finished(id)).toBe('failure');
    expect(logOf(play, id)).toContain('1800 seconds without requests');
    fault.remove();
    await play.pass(1_900);
    await play.until(1, 'succeeded: ');
    expect((await play.release(1)).spec.sha).toBe(sha);
  },
);
