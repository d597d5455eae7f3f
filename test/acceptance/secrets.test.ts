import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Play } from '../support/play.ts';
import { openPlay } from '../support/play.ts';
import { logOf, runIds } from '../support/runs.ts';
import { deployments, example } from '../support/seen.ts';

const WORKFLOW = '.github/workflows/deploy.yml';
const PASSWORD = 'correct-horse-battery';
const GREETING = 'a-word-for-the-job';
const PRIVATE = 'what people say in private';
const CONFIG = `signalbox: 1
environments: { production: {} }
processes:
  standard:
    phases:
      - { name: production, deploy: { to: production, up: deploy.yml, inputs: { greeting: ${GREETING} } } }
`;

/** The example's workflow, whose job uses a secret, says it aloud, and may fail of it. */
function talkative(): string {
  const uses = `      - run: |
          printf %s "$PASSWORD" > "$DEPLOY_ROOT/password"
          printf %s "$SIGNALBOX_INPUTS" > "$DEPLOY_ROOT/inputs"
          echo "logging in with $PASSWORD"
          if grep -q Fail site/changes.txt; then echo "::error::$PASSWORD is wrong"; exit 1; fi
        env: { DEPLOY_ROOT: '\${{ vars.DEPLOY_ROOT }}', PASSWORD: '\${{ secrets.PASSWORD }}' }
`;
  return example(WORKFLOW) + uses;
}

test('[A25] a secret that a job uses and the keys that Signalbox works with are told nobody, inputs only who reads the branch', async () => {
  const files = {
    '.github/signalbox.yml': CONFIG,
    '.github/workflows/build.yml': null,
    [WORKFLOW]: talkative(),
  };
  const play = await openPlay({ files, env: { LOG_LEVEL: 'trace' } });
  play.repository.setSecret('PASSWORD', PASSWORD);
  await play.push('Works');
  await play.until(1, 'succeeded: ');
  await play.push('Fail');
  await play.until(2, 'failed: ');
  for (const command of ['/status', '/info v1', '/info v2', `/lock ${PRIVATE}`]) {
    await play.asks('bob', command);
  }
  await play.settled();

  // The attempt: it was there, and said aloud.
  const file = (name: string) => readFile(join(play.stage.deployRoot, name), 'utf8');
  expect(await file('password')).toBe(PASSWORD);
  expect(await file('inputs')).toBe(JSON.stringify({ greeting: GREETING }));
  expect(
    runIds(play)
      .map((run) => logOf(play, run))
      .join(),
  ).toContain('logging in with ***');

  const branch = await play.repository.git('log', '-p', '--format=%B', 'signalbox/releases');
  expect(branch).toContain(GREETING);
  const shown = await shownTo(play);
  expect(shown).not.toContain(GREETING);
  const log = play.apps.flatMap((app) => app.log).join('\n');
  expect(log).not.toContain(PRIVATE);
  for (const text of [branch, shown, log]) {
    expect(text).not.toContain(PASSWORD);
    expect(text).not.toContain(play.stage.app.secret);
    expect(text).not.toMatch(/gh[a-z]_[A-Za-z0-9]{10}|BEGIN [A-Z ]*PRIVATE KEY/);
  }
});

/** Everything that people see of it on GitHub without reading the state branch. */
async function shownTo(play: Play): Promise<string> {
  const comments = (await play.comments()).filter(({ body }) => body.includes('<!-- signalbox'));
  const commits = [(await play.release(1)).spec.sha, (await play.release(2)).spec.sha];
  const statuses = await Promise.all(commits.map((sha) => play.statuses(sha)));
  const summaries = runIds(play).map((run) => play.sandbox.runs.summary(run));
  return JSON.stringify([comments, statuses, await deployments(play), summaries]);
}
