import { z } from 'zod';
import type { Trace } from '../../domain/traces.ts';
import type { GitHubClient } from '../../github/client.ts';
import { orNull } from './refused.ts';

/** The newest of the releases is among so many of the newest deployments, or nobody deployed it. */
const LOOKED_AT = 30;

const payloadSchema = z.object({ signalbox: z.object({ release: z.string() }) });

interface DeploymentJson {
  readonly payload: unknown;
  readonly creator: { readonly type?: string } | null;
}

/**
 * @returns the releases that deployments by a program stand for. A person can write one by hand and would stop
 * everything by it, so those do not count. Empty where the token may not read deployments: then it has written none.
 */
export async function readTraces(client: GitHubClient): Promise<readonly Trace[]> {
  const asked = client.rest<readonly DeploymentJson[]>('GET /repos/{owner}/{repo}/deployments', {
    task: 'deploy',
    per_page: LOOKED_AT,
  });
  const answer = await orNull(asked, [403, 404]);
  return (answer?.data ?? []).filter(({ creator }) => creator?.type === 'Bot').flatMap(traceIn);
}

/**
 * The marker names a release like `web/12`. Nobody gets to more than nine digits by releasing: what says so was made up,
 * and numbers could not go on after it.
 */
function traceIn({ payload }: DeploymentJson): Trace[] {
  const parsed = payloadSchema.safeParse(typeof payload === 'string' ? parse(payload) : payload);
  const [, app, number] = /^(.+)\/([1-9]\d{0,8})$/.exec(parsed.data?.signalbox.release ?? '') ?? [];
  return app === undefined || number === undefined ? [] : [{ app, release: Number(number) }];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
