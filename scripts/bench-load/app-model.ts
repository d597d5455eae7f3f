import { createHmac, generateKeyPairSync } from 'node:crypto';
import { Probot } from 'probot';
import type { Place } from '../../src/app/repositories.ts';
import { Repositories } from '../../src/app/repositories.ts';
import { startServer } from '../../src/app/server.ts';
import { signalboxApp } from '../../src/app/signalbox-app.ts';
import type { Input } from '../../src/domain/input.ts';
import { ModelRepository } from './model-repository.ts';
import type { Throughput } from './model.ts';
import { processorSeconds } from './model.ts';

const SECRET = 'bench';
const PATH = '/hooks';
const LOG = { debug: none, info: none, warn: none, error: none };

/**
 * Releases in so many repositories at the same time, through the App: signed webhooks over HTTP, Probot, the App's
 * routing and its engines. Only GitHub's side of each repository is the model.
 */
export async function appThroughput(repositories: number, releases: number): Promise<Throughput> {
  const all = new Map(
    Array.from({ length: repositories }, (_, id) => [id + 1, new ModelRepository()] as const),
  );
  const open = ({ id }: Place): ReturnType<ConstructorParameters<typeof Repositories>[0]> => {
    const found = all.get(id);
    return found ? Promise.resolve(found.workplace) : Promise.reject(new Error('no such repository'));
  };
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  const probot = new Probot({ appId: 1, privateKey: key, secret: SECRET, logLevel: 'fatal' });
  await probot.load((app) => signalboxApp(app, new Repositories(open, LOG), LOG));
  const server = await startServer(probot, { host: '127.0.0.1', port: 0, path: PATH, log: LOG });
  const each = Math.max(1, Math.round(releases / repositories));
  const counts: number[] = [];
  const started = process.cpuUsage();
  try {
    await atOnce([...all], async ([id, repository]) => {
      const hear = (input: Input): Promise<void> => deliver(server.url, id, input);
      for (let number = 1; number <= each; number += 1) {
        counts.push(await repository.release(`v${String(number)}`, hear));
      }
    });
  } finally {
    await server.close();
  }
  const inputs = counts.reduce((sum, count) => sum + count, 0);
  return { repositories, inputs, perSecond: inputs / processorSeconds(started) };
}

/** GitHub does not deliver everything at the same moment, and a machine has only so many sockets. */
const DELIVERIES = 50;

async function atOnce<T>(all: T[], work: (one: T) => Promise<void>): Promise<void> {
  const next = async (): Promise<void> => {
    for (let one = all.shift(); one !== undefined; one = all.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: DELIVERIES }, next));
}

let deliveries = 0;

async function deliver(url: string, id: number, input: Input): Promise<void> {
  const { event, payload } = webhookOf(input);
  const repository = { id, name: 'shop', owner: { login: 'acme' }, full_name: 'acme/shop' };
  const body = JSON.stringify({ ...payload, repository, installation: { id: 1 } });
  deliveries += 1;
  const response = await fetch(`${url}${PATH}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': String(deliveries),
      'x-hub-signature-256': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
    },
    body,
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`the App answered ${String(response.status)}: ${text}`);
}

function webhookOf(input: Input): { readonly event: string; readonly payload: object } {
  if (input.kind === 'push') {
    const { ref, sha: after, before, actor: sender } = input;
    return {
      event: 'push',
      payload: { ref, before, after, deleted: false, head_commit: { id: after }, sender },
    };
  }
  if (input.kind !== 'run') throw new Error(`no webhook tells of ${input.kind}`);
  const { id, url: html_url, attempt: run_attempt, title: display_title, conclusion } = input.run;
  const run = { id: Number(id), html_url, run_attempt, display_title, conclusion };
  const workflow_run = { ...run, event: 'workflow_dispatch', head_sha: '0'.repeat(40) };
  return { event: 'workflow_run', payload: { action: 'completed', workflow_run } };
}

function none(): void {
  return undefined;
}
