import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import * as core from '@actions/core';
import { context, getOctokit } from '@actions/github';
import { instantOf } from '../domain/instant.ts';
import type { EngineLog } from '../engine/engine.ts';
import { createEngine } from '../engine/repository-engine.ts';
import { githubFacts } from '../facts/github/github-facts.ts';
import { checkedOutCommit } from '../git/checked-out.ts';
import { createGitHubClient } from '../github/octokit-client.ts';
import { githubReporter } from '../reporter/github/github-reporter.ts';
import { actionsRunner } from '../runner/actions/actions-runner.ts';
import { githubStore } from '../store/github/github-store.ts';
import type { Job, Telling } from './job.ts';
import { runStep } from './step.ts';

const job: Job = {
  read: (name) => core.getInput(name),
  run: {
    id: String(context.runId),
    url: `${context.serverUrl}/${context.repo.owner}/${context.repo.repo}/actions/runs/${context.runId}`,
    attempt: context.runAttempt,
  },
  workspace: process.env['GITHUB_WORKSPACE'] ?? process.cwd(),
  checkedOut: checkedOutCommit,
  open,
  now: () => instantOf(new Date()),
  wait: (milliseconds) => wait(milliseconds),
  tell: telling(),
};

try {
  await runStep(job);
} catch (error) {
  core.setFailed(error instanceof Error ? error.message : String(error));
}

/** Builds the adapters with the job's own token. The step only records; the App carries out what is owed. */
function open(token: string): ReturnType<Job['open']> {
  const { owner, repo } = context.repo;
  const client = createGitHubClient({ owner, repo, auth: { kind: 'octokit', octokit: getOctokit(token) } });
  const store = githubStore(client, { authors: [] });
  const facts = githubFacts(client);
  const engine = createEngine({
    store,
    facts,
    runner: actionsRunner(client),
    reporter: githubReporter(client, { web: `${context.serverUrl}/${owner}/${repo}` }),
    front: 'action',
    nonce: () => randomBytes(8).toString('hex'),
    wait: (milliseconds) => wait(milliseconds),
    random: Math.random,
    log: jobLog(),
    flushAfter: 0,
    patience: 600_000,
  });
  return { engine, store };
}

function telling(): Telling {
  return {
    output: (name, value) => core.setOutput(name, value),
    variable: (name, value) => core.exportVariable(name, value),
    save: (name, value) => core.saveState(name, value),
    saved: (name) => core.getState(name),
    info: (message) => core.info(message),
    warn: (message) => core.warning(message),
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
