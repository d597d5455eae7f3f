import { z } from 'zod';

/**
 * What is read of GitHub's events, and nothing else of them. The App hands in what Octokit's types say of a webhook, so
 * the compiler holds both against each other; the Action checks the file that its runner was given.
 */

/** GitHub counts from one. */
const number = z.int().positive();
const account = z.object({ login: z.string(), id: number });
const sender = account.nullish();
const oid = z.string().regex(/^[0-9a-f]{40,64}$/);
const ref = z.string().min(1);

const pushedCommit = z.object({
  id: oid,
  message: z.string().optional(),
  author: z.object({ name: z.string().nullish() }).nullish(),
});

export const pushPayload = z.object({
  ref,
  before: oid,
  after: oid,
  deleted: z.boolean(),
  forced: z.boolean().nullish(),
  head_commit: pushedCommit.nullish(),
  commits: z.array(pushedCommit).nullish(),
  sender,
});

export const createPayload = z.object({ ref_type: z.string(), ref, sender });

export const commentPayload = z.object({
  comment: z.object({
    id: number,
    body: z.string(),
    created_at: z.string(),
    user: z.object({ id: number }).nullish(),
    performed_via_github_app: z.unknown().optional(),
  }),
  issue: z.object({ number, pull_request: z.unknown().optional() }),
  sender: z.object({ login: z.string(), id: number, type: z.string() }),
});

export const runPayload = z.object({
  workflow_run: z.object({
    id: number,
    html_url: z.string(),
    run_attempt: number,
    display_title: z.string().nullish(),
    conclusion: z.string().nullable(),
    event: z.string(),
    head_sha: oid,
  }),
});

export const statusPayload = z.object({ id: number, context: z.string(), sha: oid });

export const checkRunPayload = z.object({
  action: z.string(),
  check_run: z.object({ id: number, head_sha: oid }),
});

export const checkSuitePayload = z.object({ check_suite: z.object({ id: number, head_sha: oid }) });

export type Account = z.infer<typeof account>;
export type PushPayload = z.infer<typeof pushPayload>;
export type CreatePayload = z.infer<typeof createPayload>;
export type CommentPayload = z.infer<typeof commentPayload>;
export type RunPayload = z.infer<typeof runPayload>;
export type StatusPayload = z.infer<typeof statusPayload>;
export type CheckRunPayload = z.infer<typeof checkRunPayload>;
export type CheckSuitePayload = z.infer<typeof checkSuitePayload>;
