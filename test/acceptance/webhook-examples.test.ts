import examples from '@octokit/webhooks-examples/api.github.com/index.json' with { type: 'json' };
import { createHmac, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/domain/json.ts';
import { FRONT } from '../support/front.ts';
import { JUST_PRODUCTION } from '../support/just-production.ts';
import type { Play } from '../support/play.ts';
import { openPlay } from '../support/play.ts';

interface Hook {
  readonly event: string;
  readonly payload: JsonObject;
}

/** What GitHub gives as examples, for every event that there is; all are of repositories that nobody has here. */
const EXAMPLES: readonly Hook[] = (
  examples as unknown as readonly { readonly name: string; readonly examples: readonly JsonObject[] }[]
).flatMap(({ name, examples: payloads }) => payloads.map((payload) => ({ event: name, payload })));

test.runIf(FRONT === 'app')(
  "GitHub's examples of webhooks go through the App unharmed, as they are and as if they were of this repository",
  async () => {
    const play = await openPlay({ files: JUST_PRODUCTION });
    const first = await play.push('First');
    await play.until(1, 'succeeded: ');
    await play.settled();
    const before = await seen(play, first);
    expect(EXAMPLES.length).toBeGreaterThan(300);

    // Those that name an installation of somebody else end at its token, which GitHub does not give.
    const foreign = await Promise.all(EXAMPLES.map((hook) => send(play, hook)));
    expect([...new Set(foreign)].toSorted()).toEqual([200, 404]);
    const asked = play.sandbox.requests.length;
    const own = await Promise.all(EXAMPLES.map((hook) => send(play, asOwn(play, hook))));
    expect([...new Set(own)]).toEqual([200]);
    // They reached the engine, which had to look before it could say that there is nothing to do.
    expect(play.sandbox.requests.slice(asked).some(({ path }) => path.endsWith('/graphql'))).toBe(true);
    expect(await seen(play, first)).toEqual(before);

    const second = await play.push('Second');
    await play.until(2, 'succeeded: ');
    await play.settled();
    expect((await play.release(2)).spec.sha).toBe(second);
    expect(play.runs()).toEqual(['v1 production: completed success', 'v2 production: completed success']);
  },
);

/** The same news, of the repository and through the installation that there are. */
function asOwn(play: Play, { event, payload }: Hook): Hook {
  const push = play.sandbox.deliveries.find((each) => each.event === 'push')?.payload ?? {};
  const { repository, installation } = push as { repository: JsonObject; installation: JsonObject };
  return { event, payload: { ...payload, repository, installation } };
}

/** @returns the status of the App's answer to a webhook that is signed as GitHub signs it. */
async function send(play: Play, { event, payload }: Hook): Promise<number> {
  const body = JSON.stringify(payload);
  const signature = createHmac('sha256', play.stage.app.secret).update(body).digest('hex');
  const headers = {
    'Content-Type': 'application/json',
    'X-GitHub-Delivery': randomUUID(),
    'X-GitHub-Event': event,
    'X-Hub-Signature-256': `sha256=${signature}`,
  };
  const response = await fetch(play.apps[0]?.webhookUrl ?? '', { method: 'POST', body, headers });
  await response.arrayBuffer();
  return response.status;
}

/** All that the App could have done. */
async function seen(play: Play, sha: string): Promise<object> {
  return {
    log: await play.log(),
    runs: play.runs(),
    comments: await play.comments(),
    statuses: await play.statuses(sha),
    deployments: await play.rest(`/repos/${play.stage.name}/deployments`),
  };
}
