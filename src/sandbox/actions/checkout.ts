import { appendFile, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import type { HostRepository } from './host.ts';
import type { StepCall } from './job-session.ts';
import { plainEnv } from './step-process.ts';
import { shortRef } from './run.ts';

/** Inputs of `actions/checkout` that make a difference here. */
interface CheckoutOrder {
  readonly repository: HostRepository;
  /** Commit, branch or tag; null: the commit of the run, on its branch or tag. */
  readonly ref: string | null;
  readonly folder: string;
  /** 0: everything. */
  readonly depth: number;
  readonly clean: boolean;
  readonly token: string;
  readonly keepsCredentials: boolean;
}

/** What is fetched and what is then checked out. */
interface Target {
  readonly refspecs: readonly string[];
  readonly checkout: readonly string[];
}

/**
 * `actions/checkout`: objects come straight from the bare repository on this machine, the remote `origin` is the
 * server, with the job's token, so that a later `git push` of the job goes the way it goes on GitHub.
 */
export async function checkout(call: StepCall, inputs: Readonly<Record<string, string>>): Promise<boolean> {
  const { session } = call;
  const order = readOrder(call, inputs);
  if (typeof order === 'string') {
    session.job.log.error(order);
    return false;
  }
  await prepareFolder(order);
  const git = (...args: readonly string[]): Promise<boolean> => runGit(call, order.folder, args);
  if (!(await isRepository(order.folder))) {
    if (!(await git('init', '--quiet', '--initial-branch=main', '.'))) return false;
    await appendFile(join(order.folder, '.git', 'config'), remoteConfig(call, order));
    if (order.keepsCredentials) session.posts.push(forgetCredentials(call, order));
  }
  for (const target of targets(call, order)) {
    const depth = order.depth === 0 ? [] : [`--depth=${order.depth}`];
    if (
      !(await fetchObjects(call, order, [
        ...depth,
        '--',
        `file://${order.repository.gitDirectory}`,
        ...target.refspecs,
      ]))
    ) {
      continue;
    }
    if (order.clean && !(await git('clean', '-ffdxq'))) return false;
    if (!(await git('checkout', '--quiet', '--force', ...target.checkout))) return false;
    await reportHead(call, order);
    return true;
  }
  if (!call.stop.aborted) {
    session.job.log.error(
      `A branch or tag with the name '${order.ref ?? session.run.ref}' could not be found`,
    );
  }
  return false;
}

function readOrder(call: StepCall, inputs: Readonly<Record<string, string>>): CheckoutOrder | string {
  const { session } = call;
  const name = inputs['repository'] ?? '';
  const repository = name === '' ? session.repository : session.machine.host.repository(name);
  if (repository === null) return `Not Found: ${name}`;
  const folder = resolve(session.folders.workspace, inputs['path'] ?? '.');
  if (relative(session.folders.workspace, folder).startsWith('..')) {
    return `Repository path '${folder}' is not under '${session.folders.workspace}'`;
  }
  const isOwn = repository.fullName === session.repository.fullName;
  const ref = inputs['ref'] ?? '';
  return {
    repository,
    folder,
    ref: ref !== '' ? ref : isOwn ? null : repository.defaultBranch,
    depth: Number(inputs['fetch-depth'] ?? '1'),
    clean: inputs['clean'] !== 'false',
    token: inputs['token'] ?? session.token,
    keepsCredentials: inputs['persist-credentials'] !== 'false',
  };
}

/** In the order in which they are tried; of several, the first that exists is taken. */
function targets(call: StepCall, order: CheckoutOrder): readonly Target[] {
  const { run } = call.session;
  const all = order.depth === 0 ? ['+refs/heads/*:refs/remotes/origin/*', '+refs/tags/*:refs/tags/*'] : [];
  const commit = (sha: string): Target => ({ refspecs: [...all, sha], checkout: ['--detach', sha] });
  const tag = (name: string, from = `refs/tags/${name}`): Target => ({
    refspecs: [...all, `+${from}:refs/tags/${name}`],
    checkout: ['--detach', `refs/tags/${name}`],
  });
  const pull = (name: string): Target => ({
    refspecs: [...all, `+refs/pull/${name}:refs/remotes/pull/${name}`],
    checkout: ['--detach', `refs/remotes/pull/${name}`],
  });
  const branch = (name: string, from = `refs/heads/${name}`): Target => ({
    refspecs: [...all, `+${from}:refs/remotes/origin/${name}`],
    checkout: ['-B', name, `refs/remotes/origin/${name}`],
  });
  const { ref } = order;
  if (ref === null) {
    const { sha } = run;
    if (run.ref.startsWith('refs/pull/')) return [commit(sha)];
    const name = shortRef(run.ref);
    if (run.ref.startsWith('refs/tags/')) return [tag(name)];
    return [order.depth === 0 ? { refspecs: [...all, sha], checkout: ['-B', name, sha] } : branch(name, sha)];
  }
  if (/^[0-9a-f]{40}$/.test(ref)) return [commit(ref)];
  if (ref.startsWith('refs/tags/')) return [tag(shortRef(ref))];
  if (ref.startsWith('refs/pull/')) return [pull(shortRef(ref))];
  if (ref.startsWith('refs/heads/')) return [branch(shortRef(ref))];
  return [branch(ref), tag(ref)];
}

async function fetchObjects(call: StepCall, order: CheckoutOrder, args: readonly string[]): Promise<boolean> {
  // GitHub serves any commit it has, also one that no ref names any more.
  const upload = 'git -c uploadpack.allowAnySHA1InWant=true upload-pack';
  const fixed = ['-c', 'protocol.version=2', 'fetch', '--quiet', '--no-tags', `--upload-pack=${upload}`];
  return runGit(call, order.folder, [...fixed, ...args]);
}

async function prepareFolder(order: CheckoutOrder): Promise<void> {
  await mkdir(order.folder, { recursive: true });
  if (await isRepository(order.folder)) return;
  const found = await readdir(order.folder);
  await Promise.all(found.map((name) => rm(join(order.folder, name), { recursive: true, force: true })));
}

async function isRepository(folder: string): Promise<boolean> {
  return stat(join(folder, '.git')).then(
    () => true,
    () => false,
  );
}

function remoteConfig(call: StepCall, order: CheckoutOrder): string {
  const server = call.session.machine.host.serverUrl;
  const remote = [
    '[remote "origin"]',
    `\turl = ${server}/${order.repository.fullName}`,
    '\tfetch = +refs/heads/*:refs/remotes/origin/*',
  ];
  const basic = Buffer.from(`x-access-token:${order.token}`).toString('base64');
  call.session.job.log.hide(basic);
  const credentials = [`[http "${server}/"]`, `\textraheader = AUTHORIZATION: basic ${basic}`];
  return `${[...remote, ...(order.keepsCredentials ? credentials : [])].join('\n')}\n`;
}

function forgetCredentials(call: StepCall, order: CheckoutOrder): StepCall['session']['posts'][number] {
  const key = `http.${call.session.machine.host.serverUrl}/.extraheader`;
  return {
    ...{ id: null, name: `Post ${call.name}`, condition: 'always()', action: call.action },
    ...{ env: new Map(), continueOnError: false, timeoutMinutes: null },
    perform: async (ending) => {
      await runGit(ending, order.folder, ['config', '--local', '--unset-all', key]);
      return true;
    },
  };
}

async function reportHead(call: StepCall, order: CheckoutOrder): Promise<void> {
  const lines: string[] = [];
  await runGit(call, order.folder, ['rev-parse', 'HEAD'], lines);
  const commit = lines[0] ?? '';
  call.session.job.log.line(`HEAD is now at ${commit}`);
  call.outputs.set('ref', order.ref ?? call.session.run.ref);
  call.outputs.set('commit', commit);
}

async function runGit(
  call: StepCall,
  cwd: string,
  args: readonly string[],
  lines?: string[],
): Promise<boolean> {
  const { processes, job } = call.session;
  const running = processes.start({
    command: 'git',
    args,
    cwd,
    env: plainEnv(call.session),
    line: (line) => (lines === undefined ? job.log.line(line) : void lines.push(line)),
  });
  if (call.stop.aborted) running.stop();
  call.stop.addEventListener('abort', running.stop, { once: true });
  const code = await running.exit;
  call.stop.removeEventListener('abort', running.stop);
  return code === 0;
}
