import { expect, test } from 'vitest';
import { ACTION_WORKFLOW } from '../support/action-alone.ts';
import { FRONT } from '../support/front.ts';
import { openPlay } from '../support/play.ts';
import type { Play } from '../support/play.ts';

const CONFIG = '.github/signalbox.yml';
const DEPLOY = '.github/workflows/deploy.yml';
const BUILD = '.github/workflows/build.yml';

/** A deploy that needs nothing of its place. */
const DEPLOYS = '#!/bin/sh\necho "deployed to $1"\n';

test.runIf(FRONT === 'action')(
  'the first push without a config releases nothing, and the summary has what to copy: with it the next push is v1',
  async () => {
    const play = await openPlay({
      files: { [CONFIG]: null, [DEPLOY]: null, [BUILD]: null, 'deploy.sh': DEPLOYS },
    });
    await play.push('Look what it does');
    const first = await frontRun(play, 0);
    expect(await play.sandbox.runs.finished(first)).toBe('success');
    expect(await play.repository.head('signalbox/releases')).toBeNull();

    const files = shown(play.sandbox.runs.summary(first));
    expect(Object.keys(files)).toEqual([CONFIG, DEPLOY]);
    await play.push('Copy it', files);
    expect(await play.until(1, 'succeeded: ')).toBe('succeeded: staging succeeded, production succeeded');
    await play.settled();
    const summary = play.sandbox.runs.summary(await frontRun(play, 1));
    expect(summary).toContain('v1');
    expect(summary).toContain('production');
  },
);

test.runIf(FRONT === 'action')(
  'an error in the config is annotated where it stands, and the run of the push is red',
  async () => {
    const play = await openPlay();
    await play.push('Misspelt', { [CONFIG]: 'signalbox: 1\nenvironmets:\n  production: {}\n' });
    const run = await frontRun(play, 0);
    expect(await play.sandbox.runs.finished(run)).toBe('failure');
    const job = play.sandbox.actions.listJobs(play.stage.name, run)?.[0];
    const log = play.sandbox.actions.jobLog(play.stage.name, Number(job?.['id'])) ?? '';
    expect(log).toContain('environmets');
    expect(play.sandbox.runs.summary(run)).toContain('environmets');
    expect(play.runs()).toEqual([]);
  },
);

/** The runs of the Action's own workflow, oldest first. */
async function frontRun(play: Play, at: number): Promise<number> {
  const fronts = (): readonly number[] =>
    play.sandbox.actions
      .listRuns(play.stage.name)
      .filter((run) => run['path'] === ACTION_WORKFLOW && run['event'] === 'push')
      .map((run) => Number(run['id']))
      .toReversed();
  return play.waitFor(() => fronts()[at], `run ${String(at + 1)} of the Action`);
}

/** Files that a summary shows: a path, and below it the text. */
function shown(summary: string): Record<string, string> {
  const blocks = summary.matchAll(/`(\.github\/[^`]+)`\s+(`{3,})\w*\n([\s\S]*?)\n\2/g);
  return Object.fromEntries([...blocks].map(([, path = '', , text = '']) => [path, `${text}\n`]));
}
