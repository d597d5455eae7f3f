import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Probot, ProbotOctokit } from 'probot';
import type { EngineLog } from '../engine/engine.ts';
import { createEngine } from '../engine/repository-engine.ts';
import { githubFacts } from '../facts/github/github-facts.ts';
import { createGitHubApp } from '../github/app-auth.ts';
import type { GitHubApp } from '../github/app-auth.ts';
import type { Workplace } from '../intake/workplace.ts';
import { githubReporter } from '../reporter/github/github-reporter.ts';
import { actionsRunner } from '../runner/actions/actions-runner.ts';
import { githubStore } from '../store/github/github-store.ts';
import { createLogger } from './log.ts';
import type { Place } from './repositories.ts';
import { Repositories } from './repositories.ts';
import { startServer } from './server.ts';
import type { Settings } from './settings.ts';
import { readSettings } from './settings.ts';
import { signalboxApp } from './signalbox-app.ts';
import { startProblem } from './start-problem.ts';
import { startTimer } from './timer.ts';

/** Logins whose commits at the head of the state branch are ours: the App's, and the workflow step's. */
const STEP_LOGIN = 'github-actions[bot]';

/** How long the App finishes what it began when it is told to stop; whoever hosts it may kill it after that. */
const GRACE_MS = 25_000;

try {
  await main();
} catch (error) {
  process.stderr.write(`${startProblem(error)}\n`);
  process.exit(1);
}

/** Starts the App and keeps it running until it is told to stop. */
async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const logger = createLogger(settings.logLevel);
  const log = engineLog(logger);
  const github = createGitHubApp(credentials(settings));
  const login = await github.login();
  const repositories = new Repositories((place) => open({ github, login, settings, log }, place), log);
  const probot = createProbot(settings, logger);
  await probot.load((app) => signalboxApp(app, repositories, log));
  const { host, port, webhookPath: path } = settings;
  const server = await startServer(probot, { host, port, path, log });
  const { tickSeconds, sweepSeconds } = settings;
  const discover = () => github.repositories();
  const timer = startTimer({ repositories, discover, tickSeconds, sweepSeconds, log });
  logger.info(`Signalbox listens on ${server.url}${path} as ${login}`);
  const finish = async (): Promise<void> => {
    await Promise.all([server.close(), timer.stop()]);
    await repositories.settled();
  };
  const stop = (): void => void Promise.race([finish(), wait(GRACE_MS)]).finally(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

function credentials(settings: Settings) {
  const { appId, privateKey, baseUrl } = settings;
  return { appId, privateKey, ...(baseUrl === undefined ? {} : { baseUrl }) };
}

/** Probot receives and verifies webhooks; requests go through our own client, with one limiter per installation. */
function createProbot(settings: Settings, log: Logger): Probot {
  const { appId, privateKey, webhookSecret: secret, baseUrl } = settings;
  return new Probot({
    appId,
    privateKey,
    secret,
    log,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    Octokit: ProbotOctokit.defaults((options: object) => ({
      ...options,
      throttle: { enabled: false },
      retry: { enabled: false },
    })),
  });
}

interface Surroundings {
  readonly github: GitHubApp;
  readonly login: string;
  readonly settings: Settings;
  readonly log: EngineLog;
}

async function open({ github, login, settings, log }: Surroundings, place: Place): Promise<Workplace> {
  const client = await github.client(place);
  const store = githubStore(client, { authors: [login, STEP_LOGIN] });
  const facts = githubFacts(client);
  const runner = actionsRunner(client);
  const reporter = githubReporter(client, { web: `${settings.web}/${place.owner}/${place.repo}` });
  const engine = createEngine({
    store,
    facts,
    runner,
    reporter,
    front: 'app',
    nonce: () => randomBytes(8).toString('hex'),
    wait: (milliseconds) => wait(milliseconds),
    random: Math.random,
    log,
    flushAfter: 1_000,
    lingerFor: 5_000,
    patience: 60_000,
  });
  return { engine, store, facts, reporter };
}

function engineLog(logger: Logger): EngineLog {
  return {
    debug: (message, detail) => logger.debug(detail ?? {}, message),
    info: (message, detail) => logger.info(detail ?? {}, message),
    warn: (message, detail) => logger.warn(detail ?? {}, message),
    error: (message, detail) => logger.error(detail ?? {}, message),
  };
}
