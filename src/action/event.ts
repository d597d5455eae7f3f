import { z } from 'zod';
import type { CommandInput, Input, MisspeltInput } from '../domain/input.ts';
import type { PushNews } from '../facts/facts.ts';
import {
  checkRunInput,
  checkSuiteInput,
  createInput,
  pushInput,
  runInput,
  statusInput,
} from '../intake/event-inputs.ts';
import {
  checkRunPayload,
  checkSuitePayload,
  commentPayload,
  createPayload,
  pushPayload,
  runPayload,
  statusPayload,
} from '../intake/payloads.ts';
import { pushNews } from '../intake/push-news.ts';

/** What the event that started a workflow means to us. */
export type Happening =
  /** Nobody waits for an answer to it. */
  | { readonly kind: 'input'; readonly input: Input; readonly news?: PushNews }
  | { readonly kind: 'comment'; readonly input: CommandInput | MisspeltInput }
  /** Somebody started the workflow with a command to be carried out. */
  | { readonly kind: 'command'; readonly text: string; readonly sender: Sender }
  | { readonly kind: 'sweep' }
  | { readonly kind: 'nothing'; readonly why: string }
  /** Signalbox does not know such an event. */
  | { readonly kind: 'unknown' };

export interface Sender {
  readonly login: string;
  readonly id: number;
  readonly isPerson: boolean;
}

/** The event's file lacks what GitHub's documentation promises; the message names the first missing part. */
export class EventUnreadable extends Error {
  override readonly name = 'EventUnreadable';
}

/**
 * Translates the event of `GITHUB_EVENT_NAME` and `GITHUB_EVENT_PATH`.
 * @throws {EventUnreadable}
 */
export async function readEvent(name: string, payload: unknown): Promise<Happening> {
  const read = isUnderstood(name) ? READERS[name] : undefined;
  return read ? read(payload) : { kind: 'unknown' };
}

/** The events that a workflow may be started by, for whoever starts it by another one. */
export const UNDERSTOOD = [
  'push',
  'create',
  'issue_comment',
  'workflow_run',
  'status',
  'check_run',
  'check_suite',
  'schedule',
  'workflow_dispatch',
  'repository_dispatch',
] as const;

type Understood = (typeof UNDERSTOOD)[number];

function isUnderstood(name: string): name is Understood {
  return UNDERSTOOD.some((each) => each === name);
}

const READERS: Readonly<Record<Understood, (payload: unknown) => Happening | Promise<Happening>>> = {
  push: readPush,
  create: (payload) =>
    inputOf(createInput(parsed(createPayload, 'create', payload)), 'for a branch there is a push as well'),
  issue_comment: readComment,
  workflow_run: readRun,
  status: (payload) =>
    inputOf(statusInput(parsed(statusPayload, 'status', payload)), 'Signalbox wrote that status itself'),
  check_run: (payload) => inputOf(checkRunInput(parsed(checkRunPayload, 'check_run', payload)), ''),
  check_suite: (payload) => inputOf(checkSuiteInput(parsed(checkSuitePayload, 'check_suite', payload)), ''),
  schedule: () => ({ kind: 'sweep' }),
  workflow_dispatch: readDispatch,
  repository_dispatch: readRepositoryDispatch,
};

function readPush(payload: unknown): Happening {
  const read = parsed(pushPayload, 'push', payload);
  const happening = inputOf(pushInput(read), 'a branch or tag was deleted');
  const news = pushNews(read);
  return happening.kind === 'input' && news ? { ...happening, news } : happening;
}

async function readComment(payload: unknown): Promise<Happening> {
  const { action } = parsed(z.object({ action: z.string() }), 'issue_comment', payload);
  if (action !== 'created') return { kind: 'nothing', why: 'only new comments are read' };
  const read = parsed(commentPayload, 'issue_comment', payload);
  const { newCommentInput } = await import(/* webpackChunkName: "rest" */ '../intake/comment-event.ts');
  const input = newCommentInput(read);
  return input
    ? { kind: 'comment', input }
    : { kind: 'nothing', why: 'the comment holds no command of a person' };
}

/**
 * Checks of Actions' own suites start no workflow (GitHub documentation, "Events that trigger workflows"), so that the
 * end of a CI workflow is the news of its checks.
 */
function readRun(payload: unknown): Happening {
  const { action } = parsed(z.object({ action: z.string() }), 'workflow_run', payload);
  if (action !== 'completed') return { kind: 'nothing', why: 'the run goes on' };
  const read = parsed(runPayload, 'workflow_run', payload);
  const { id, run_attempt: attempt, head_sha: sha } = read.workflow_run;
  return inputOf(runInput(read) ?? { kind: 'checks', id: `workflow-run:${id}:${attempt}`, sha }, '');
}

const sender = z.object({ login: z.string(), id: z.number(), type: z.string() });

const dispatchPayload = z.object({ inputs: z.record(z.string(), z.unknown()).nullish(), sender });

const repositoryDispatchPayload = z.object({
  client_payload: z.object({ command: z.string().nullish() }).nullish(),
  sender,
});

function readDispatch(payload: unknown): Happening {
  const { inputs, sender: by } = parsed(dispatchPayload, 'workflow_dispatch', payload);
  const command = parsed(z.string().nullish(), 'workflow_dispatch', inputs?.['command'], [
    'inputs',
    'command',
  ]);
  return commandOf(command, by);
}

function readRepositoryDispatch(payload: unknown): Happening {
  const read = parsed(repositoryDispatchPayload, 'repository_dispatch', payload);
  return commandOf(read.client_payload?.command, read.sender);
}

function commandOf(text: string | null | undefined, { login, id, type }: z.infer<typeof sender>): Happening {
  if (!text?.trim()) return { kind: 'sweep' };
  return { kind: 'command', text, sender: { login, id, isPerson: type === 'User' } };
}

function inputOf(input: Input | null, why: string): Happening {
  return input ? { kind: 'input', input } : { kind: 'nothing', why };
}

function parsed<T>(schema: z.ZodType<T>, event: string, value: unknown, at: readonly string[] = []): T {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const path = [...at, ...(issue?.path ?? [])].join('.') || 'the payload';
  throw new EventUnreadable(`The event ${event} is not as GitHub sends it: ${path}: ${issue?.message ?? ''}`);
}
