import { z } from 'zod';
import type { Sandbox, SandboxRepository } from '../sandbox-api.ts';
import type { Delivery } from '../webhooks.ts';
import type { News } from './narrator.ts';
import type { ReleaseRecord } from './records.ts';
import { STATE_BRANCH } from './records.ts';

/** Sees everything that happens, as an App that GitHub tells of it. */
export interface Observer {
  /** Stops; what was seen is told to its end. */
  readonly stop: () => Promise<void>;
}

export interface ObserverOptions {
  readonly sandbox: Sandbox;
  readonly repository: SandboxRepository;
  readonly records: { releaseAt(path: string, commit: string): Promise<ReleaseRecord | null> };
  /** Told of each thing in the order in which it happened. */
  readonly tell: (news: News) => void;
  /** Something was seen that cannot be read, a file of the state branch that somebody damaged, say; the rest is told. */
  readonly lose: (error: unknown) => void;
}

/** Longest delay of a timer: the observer waits for something that never comes. */
const FOREVER = 2 ** 31 - 1;

/**
 * Installs an App without a webhook address: its webhooks are never sent, they are read from the list of deliveries.
 * So whatever loses or delays Signalbox's own webhooks hides nothing here.
 */
export function observe(options: ObserverOptions): Observer {
  const { sandbox, repository, tell, lose } = options;
  const app = sandbox.createApp({
    name: 'Observer',
    owner: repository.fullName.split('/')[0] ?? '',
    permissions: {
      actions: 'read',
      contents: 'read',
      issues: 'read',
      pull_requests: 'read',
    },
    events: ['push', 'create', 'issue_comment', 'workflow_run'],
  });
  sandbox.install(app, repository.fullName.split('/')[0] ?? '');
  let seen = 0;
  let stopped = false;
  const look = async (): Promise<boolean> => {
    for (; seen < sandbox.deliveries.length; seen += 1) {
      const delivery = sandbox.deliveries[seen];
      if (delivery?.app.id !== app.id || delivery.repositoryId !== repository.id) continue;
      try {
        for (const news of await newsOf(options, delivery)) tell(news);
      } catch (error) {
        lose(error);
      }
    }
    return stopped;
  };
  const done = sandbox.waitFor(look, { timeout: FOREVER, what: 'the end' }).catch(lose);
  return {
    stop: async () => {
      stopped = true;
      sandbox.nudge();
      await done;
    },
  };
}

const login = z.object({ login: z.string() });

const pushSchema = z.object({
  ref: z.string(),
  after: z.string(),
  deleted: z.boolean(),
  sender: login,
  commits: z.array(
    z.object({
      id: z.string(),
      message: z.string(),
      url: z.string(),
      added: z.array(z.string()),
      modified: z.array(z.string()),
    }),
  ),
});

const createSchema = z.object({ ref: z.string(), ref_type: z.string(), sender: login });

const runSchema = z.object({
  action: z.string(),
  workflow_run: z.object({
    display_title: z.string(),
    conclusion: z.string().nullable(),
    html_url: z.string(),
  }),
});

const commentSchema = z.object({
  action: z.string(),
  comment: z.object({ body: z.string(), html_url: z.string(), user: login.extend({ type: z.string() }) }),
});

async function newsOf(options: ObserverOptions, { event, payload }: Delivery): Promise<readonly News[]> {
  switch (event) {
    case 'push':
      return pushed(options, pushSchema.parse(payload));
    case 'create': {
      const { ref, ref_type: type, sender } = createSchema.parse(payload);
      return type === 'tag' ? [{ kind: 'tag', by: sender.login, tag: ref }] : [];
    }
    case 'workflow_run': {
      const { action, workflow_run: run } = runSchema.parse(payload);
      return [
        { kind: 'run', action, title: run.display_title, conclusion: run.conclusion, url: run.html_url },
      ];
    }
    case 'issue_comment': {
      const { action, comment } = commentSchema.parse(payload);
      const { body, html_url: url, user } = comment;
      if (action !== 'created') return [];
      return [{ kind: 'comment', by: user.login, isProgram: user.type === 'Bot', body, url }];
    }
    default:
      return [];
  }
}

async function pushed(options: ObserverOptions, push: z.infer<typeof pushSchema>): Promise<readonly News[]> {
  if (push.deleted || !push.ref.startsWith('refs/heads/')) return [];
  const branch = push.ref.slice('refs/heads/'.length);
  if (branch === STATE_BRANCH) return turned(options, push);
  const head = push.commits.at(-1);
  if (head === undefined) return [];
  const message = head.message.split('\n')[0] ?? '';
  return [{ kind: 'push', by: push.sender.login, branch, message, url: shortened(head.url, head.id) }];
}

/** Records that a turn has changed, as they are at its commit. */
async function turned(
  { records }: ObserverOptions,
  push: z.infer<typeof pushSchema>,
): Promise<readonly News[]> {
  const news: News[] = [];
  for (const commit of push.commits) {
    for (const path of [...commit.added, ...commit.modified].sort(byNumber)) {
      const record = await records.releaseAt(path, commit.id);
      if (record !== null) news.push({ kind: 'release', record, url: shortened(commit.url, commit.id) });
    }
  }
  return news;
}

function byNumber(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true });
}

/** Eight letters name a commit here, as on GitHub. */
function shortened(url: string, sha: string): string {
  return url.replace(sha, sha.slice(0, 8));
}
