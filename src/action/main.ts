import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import * as core from '@actions/core';
import { context, getOctokit } from '@actions/github';
import { instantOf } from '../domain/instant.ts';
import type { EngineLog } from '../engine/engine.ts';
import type { GitHubClient } from '../github/client.ts';
import { githubFacts } from '../facts/github/github-facts.ts';
import { checkedOutCommit } from '../git/checked-out.ts';
import { createGitHubClient } from '../github/octokit-client.ts';
import { githubStore } from '../store/github/github-store.ts';
import type { Authors } from '../store/github/head-check.ts';
import type { Job, Opened, OpenOptions, Telling } from './job.ts';
import { JOB_PATIENCE } from './job.ts';
import { lateEngine, lateReporter } from './late.ts';
import { inertText } from './log-text.ts';
import { watchPermissions } from './permissions.ts';
import { rememberPolicy } from './policy-seen.ts';
import { readAhead } from './read-ahead.ts';
import { requestSent } from './request-sent.ts';
import { runStep } from './step.ts';

/** What would keep Node busy waits for the request that was begun first. */
let sent: Promise<void> = Promise.resolve();

const job: Job = {
  read: (name) => core.getInput(name),
  run: {
    id: String(context.runId),
    url: `${context.serverUrl}/${context.repo.owner}/${context.repo.repo}/actions/runs/${context.runId}`,
    attempt: context.runAttempt,
  },
  event: { name: context.eventName, payload: context.payload },
  repository: `${context.repo.owner}/${context.repo.repo}`,
  workflow: process.env['GITHUB_WORKFLOW_REF'] ?? '',
  action: actionName(process.env),
  workspace: process.env['GITHUB_WORKSPACE'] ?? process.cwd(),
  checkedOut: async (folder) => {
    await sent;
    return checkedOutCommit(folder);
  },
  open,
  now: () => instantOf(new Date()),
  wait: (milliseconds) => wait(milliseconds),
  random: Math.random,
  log: jobLog(),
  tell: telling(),
};

try {
  await runStep(job);
} catch (error) {
  core.setFailed(error instanceof Error ? error.message : String(error));
}

/** Builds the adapters with the job's own token; where the App performs, all of this only records. */
function open(token: string, { onTurn, readsAhead, ending, news }: OpenOptions = {}): Opened {
  const { owner, repo } = context.repo;
  const plain = clientOf(token);
  const missing = new Set<string>();
  const client = watchPermissions(plain, (permission) => missing.add(permission));
  const plainStore = githubStore(client, {
    authors: authorsFor(token),
    performer: 'action',
    ...(ending ? { ending } : {}),
  });
  const teamToken = core.getInput('team-token');
  // A token that may not read teams is no fault of the workflow's permissions: it is answered where it matters.
  const teamClient = teamToken === '' ? plain : clientOf(teamToken);
  const source = githubFacts(client, { teamClient });
  if (news) source.expect?.(news);
  const facts = rememberPolicy(source);
  if (readsAhead) sent = requestSent();
  const store = readsAhead ? readAhead(plainStore, facts) : plainStore;
  const reporter = lateReporter(async () => {
    const { githubReporter } = await import(
      /* webpackChunkName: "rest" */ '../reporter/github/github-reporter.ts'
    );
    return githubReporter(client, { web: `${context.serverUrl}/${owner}/${repo}` });
  });
  const engine = lateEngine(async () => {
    const { createEngine } = await import(/* webpackChunkName: "rest" */ '../engine/repository-engine.ts');
    const { actionsRunner } = await import(
      /* webpackChunkName: "rest" */ '../runner/actions/actions-runner.ts'
    );
    return createEngine({
      store,
      facts,
      runner: actionsRunner(client),
      reporter,
      front: 'action',
      nonce: () => randomBytes(8).toString('hex'),
      wait: (milliseconds) => wait(milliseconds),
      random: Math.random,
      log: jobLog(),
      flushAfter: 0,
      isBrief: true,
      patience: JOB_PATIENCE,
      ...(onTurn ? { onTurn } : {}),
    });
  });
  return { engine, store, facts, reporter, missing, started: () => started(client) };
}

/** Tokens of jobs and Apps begin so (GitHub, "Token formats"); with a person's own token, commits are that person's. */
function authorsFor(token: string): Authors {
  return token.startsWith('ghs_') ? 'bots' : [];
}

function clientOf(token: string): GitHubClient {
  const { owner, repo } = context.repo;
  return createGitHubClient({ owner, repo, auth: { kind: 'octokit', octokit: getOctokit(token) } });
}

/** What GitHub says of this very run. Whoever re-runs it is who asks now. */
async function started(client: GitHubClient): ReturnType<Opened['started']> {
  interface RunJson {
    readonly created_at: string;
    readonly triggering_actor?: { readonly login: string; readonly id: number; readonly type: string } | null;
  }
  const { data } = await client.rest<RunJson>('GET /repos/{owner}/{repo}/actions/runs/{run_id}', {
    run_id: String(context.runId),
  });
  const by = data.triggering_actor;
  return {
    at: instantOf(new Date(data.created_at)),
    by: by ? { login: by.login, id: by.id, isPerson: by.type === 'User' } : null,
  };
}

/** A step that uses the Action from a folder has no such name. */
function actionName({
  GITHUB_ACTION_REPOSITORY: name = '',
  GITHUB_ACTION_REF: ref = '',
}: NodeJS.ProcessEnv): string {
  return /^[\w.-]+\/[\w./-]+$/.test(name) && /^[\w./-]+$/.test(ref) ? `${name}@${ref}` : 'OWNER/signalbox@v1';
}

function telling(): Telling {
  return {
    output: (name, value) => core.setOutput(name, value),
    variable: (name, value) => core.exportVariable(name, value),
    save: (name, value) => core.saveState(name, value),
    saved: (name) => core.getState(name),
    info: (message) => core.info(inertText(message)),
    notice: (message) => core.notice(message),
    warn: (message) => core.warning(message),
    annotate: ({ file, line, column, message }) => {
      core.error(message, { title: 'Signalbox config', file, startLine: line, startColumn: column });
    },
    fail: (message) => core.setFailed(message),
    summary: async (markdown) => {
      if (process.env['GITHUB_STEP_SUMMARY']) await core.summary.addRaw(markdown, true).write();
    },
    file: async (name) => {
      const path = join(process.env['RUNNER_TEMP'] ?? '/tmp', `${name}-${randomBytes(4).toString('hex')}`);
      await writeFile(path, '');
      return path;
    },
    readFile: (path) => readFile(path, 'utf8'),
  };
}

function jobLog(): EngineLog {
  const spell = (message: string, detail?: object) =>
    detail ? `${message} ${JSON.stringify(detail)}` : message;
  return {
    debug: (message, detail) => core.debug(spell(message, detail)),
    info: (message, detail) => core.debug(spell(message, detail)),
    warn: (message, detail) => core.warning(spell(message, detail)),
    error: (message, detail) => core.error(spell(message, detail)),
  };
}
