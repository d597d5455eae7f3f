import { pushBreak, pushFix, pushNews } from './changes-to-push.ts';
import { activitiesOf, STATE_BRANCH } from './records.ts';
import type { StoryDesk } from './story-desk.ts';

export interface StoryStep {
  readonly title: string;
  /** @throws {NotAsTold} when something is not as the story says. */
  play(desk: StoryDesk): Promise<void>;
}

const ALL = 'build succeeded, staging succeeded, production succeeded';

/** The story of issue and design, told through git, comments and a browser's eyes. */
export const STORY: readonly StoryStep[] = [
  { title: 'A push becomes v1: it is built, goes to staging, then to production', play: firstPush },
  { title: 'v2 fails in production: staging has it, production keeps v1', play: brokenPush },
  { title: '/rollback makes v3 of v1’s commit, without a build, and pins production', play: rollback },
  { title: 'A fix is v4: it stops before production', play: fix },
  { title: '/unpin lets v4 go on', play: unpin },
  { title: 'The run of v5 dies in production without a word: nobody assumes anything', play: death },
  { title: '/unlock is refused while the run may live', play: refusedUnlock },
  { title: '/unlock frees production once GitHub says that the run is dead', play: unlock },
  { title: '/retry runs only what failed, under the same number', play: retry },
  { title: 'All of it is on the state branch, one commit for each turn', play: history },
];

async function firstPush(desk: StoryDesk): Promise<void> {
  const sha = await pushNews(desk.playground.copy, 'Say hello to everybody');
  await desk.until(1, `succeeded: ${ALL}`);
  desk.now('the commit of v1', (await desk.release(1)).spec.sha, sha);
  desk.now('runs', desk.runsOf(1), ['v1 build', 'v1 staging', 'v1 production']);
  desk.now('staging serves', await desk.served('staging'), 'v1');
  desk.now('production serves', await desk.served('production'), 'v1');
  await desk.soon('commit statuses', () => desk.statuses(sha ?? ''), [
    'signalbox/hello/production success',
    'signalbox/hello/staging success',
  ]);
  const { sites } = desk.playground;
  const shown = ['staging', 'production'].map((name) => `${name} success ${sites[name] ?? ''}`);
  await desk.soon('deployments', () => desk.deployments(sha ?? ''), shown);
}

async function brokenPush(desk: StoryDesk): Promise<void> {
  await pushBreak(desk.playground.copy, 'production');
  await desk.until(2, 'failed: build succeeded, staging succeeded, production failed');
  desk.now('staging serves', await desk.served('staging'), 'v2');
  desk.now('production serves', await desk.served('production'), 'v1');
  desk.now('production', await desk.place('production'), 'v1, last v2 failed');
}

async function rollback(desk: StoryDesk): Promise<void> {
  const { records, app } = desk.playground;
  const before = await records.releaseText(1, app);
  await desk.asks('bob', '/rollback', 'done rollback-created');
  await desk.until(3, 'succeeded: build skipped, staging skipped, production succeeded');
  desk.now('runs', desk.runsOf(3), ['v3 production']);
  desk.now('the commit of v3', (await desk.release(3)).spec.sha, (await desk.release(1)).spec.sha);
  desk.now('production serves', await desk.served('production'), 'v3');
  desk.now('production', await desk.place('production'), 'v3, last v3 succeeded, pinned to v3');
  desk.now('the record of v1', await records.releaseText(1, app), before);
}

async function fix(desk: StoryDesk): Promise<void> {
  await pushFix(desk.playground.copy, ['production']);
  await desk.until(4, 'running: build succeeded, staging succeeded, production waits for environment-pinned');
  desk.now('staging serves', await desk.served('staging'), 'v4');
  desk.now('production serves', await desk.served('production'), 'v3');
}

async function unpin(desk: StoryDesk): Promise<void> {
  await desk.asks('alice', '/unpin production', 'done unpinned');
  await desk.until(4, `succeeded: ${ALL}`);
  desk.now('production serves', await desk.served('production'), 'v4');
  desk.now('production', await desk.place('production'), 'v4, last v4 succeeded');
}

const AT_WORK = 'running: build succeeded, staging succeeded, production running';

async function death(desk: StoryDesk): Promise<void> {
  const killed = desk.runs.killNext('production');
  await pushNews(desk.playground.copy, 'Say hello again');
  desk.now('the run that died', (await killed).title, 'v5 production');
  await desk.until(5, AT_WORK);
  await desk.soon('production', () => desk.place('production'), 'v4, last v5 running');
  desk.now('production serves', await desk.served('production'), 'v4');
}

async function refusedUnlock(desk: StoryDesk): Promise<void> {
  await desk.asks('bob', '/unlock production', 'refused run-alive');
  desk.now('v5', await desk.progress(5), AT_WORK);
}

async function unlock(desk: StoryDesk): Promise<void> {
  // Whoever is told of the run's end frees by himself; this word gets lost, so the command has to ask.
  desk.runs.bury(desk.runs.dead, { unheard: true });
  await desk.asks('bob', '/unlock production', 'done unlocked');
  await desk.until(5, 'failed: build succeeded, staging succeeded, production failed');
  const [, , production] = activitiesOf(await desk.release(5));
  desk.now('why', production?.attempts.at(-1)?.reason, 'unlocked-by-person');
  desk.now('production', await desk.place('production'), 'v4, last v5 failed');
}

async function retry(desk: StoryDesk): Promise<void> {
  await desk.asks('alice', '/retry', 'done retried');
  await desk.until(5, `succeeded: ${ALL}`);
  desk.now('runs', desk.runsOf(5), ['v5 build', 'v5 staging', 'v5 production', 'v5 production']);
  const attempts = activitiesOf(await desk.release(5))
    .at(-1)
    ?.attempts.map((each) => each.status);
  desk.now('attempts in production', attempts, ['failed', 'succeeded']);
  desk.now('production serves', await desk.served('production'), 'v5');
}

async function history(desk: StoryDesk): Promise<void> {
  const { records, stage, sandbox } = desk.playground;
  await desk.soon('what is owed', () => records.owed(), 0);
  const commits = await stage.repository.git('rev-list', '--count', STATE_BRANCH);
  desk.now('commits', Number(commits), await records.turn());
  const merges = await stage.repository.git('rev-list', '--count', '--merges', STATE_BRANCH);
  desk.now('merges', Number(merges), 0);
  desk.now('mistakes of the sandbox', sandbox.problems, []);
}
