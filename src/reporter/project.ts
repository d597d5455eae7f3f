import type {
  DeploymentEffect,
  LiveCommentEffect,
  NoticeEffect,
  ReplyEffect,
  StatusEffect,
} from '../domain/effect.ts';
import type { Answer } from '../domain/decision.ts';
import type { Success } from '../domain/environment.ts';
import type { ReasonCode } from '../domain/reason.ts';
import type { Release } from '../domain/release.ts';
import { releaseKey } from '../domain/names.ts';
import type { State } from '../domain/state.ts';
import { environmentState, loadedRelease } from '../domain/state.ts';
import { renderAnswer } from '../views/answer.ts';
import { deploymentStatus, replacedStatus } from '../views/deployment.ts';
import { withMarker } from '../views/markers.ts';
import { spellingOf } from '../views/next-commands.ts';
import { renderNotice } from '../views/notice.ts';
import { renderLiveComment } from '../views/release-comment.ts';
import { commitStatus } from '../views/status.ts';
import type {
  CommentProjection,
  DeploymentProjection,
  Projection,
  Remembered,
  StatusProjection,
} from './projection.ts';
import type { Head, ProjectionEffect } from './reporter.ts';

/** What an effect comes to, or why it comes to nothing. */
export type Projected =
  | { readonly kind: 'projected'; readonly projection: Projection; readonly remembered: Remembered | null }
  | { readonly kind: 'dropped'; readonly message: string };

/**
 * Renders one effect from the head at writing time (invariant 8).
 * @param web web address of the repository, without a slash at the end
 */
export function project(effect: ProjectionEffect, head: Head, web: string): Projected {
  if (effect.kind === 'reply') return projectReply(effect, head);
  const release = loadedRelease(head.state, effect.app, effect.release);
  if (release === undefined) {
    return {
      kind: 'dropped',
      message: `${releaseKey(effect.app, effect.release)} is not on the state branch`,
    };
  }
  const { statuses, deployments, comments } = release.projections;
  switch (effect.kind) {
    case 'status': {
      const digest = statuses[effect.environment];
      const remembered = digest === undefined ? null : { id: null, digest };
      return projected(status(effect, release, head, web), remembered);
    }
    case 'deployment':
      return projected(deployment(effect, release, head), deployments[effect.environment]);
    case 'live-comment':
      return projected(liveComment(effect, release, head), comments[effect.pull]);
    case 'notice':
      return projected(notice(effect, release, head), null);
  }
}

function projected(projection: Projection, remembered: Remembered | null | undefined): Projected {
  return { kind: 'projected', projection, remembered: remembered ?? null };
}

function status(effect: StatusEffect, release: Release, head: Head, web: string): StatusProjection {
  const { severalApps } = spellingOf(head.policy, head.state);
  const { state, description, url } = commitStatus(release, effect.environment, severalApps);
  return {
    kind: 'status',
    sha: release.spec.sha,
    context: `signalbox/${effect.app}/${effect.environment}`,
    state,
    description,
    targetUrl: url ?? liveCommentUrl(release, web),
  };
}

/** Before there is a run, the story is on the newest pull request of the release. */
function liveCommentUrl(release: Release, web: string): string | null {
  for (const pull of release.spec.pulls) {
    const comment = release.projections.comments[pull];
    if (comment !== undefined) return `${web}/pull/${pull}#issuecomment-${comment.id}`;
  }
  return null;
}

function deployment(
  effect: DeploymentEffect,
  release: Release,
  { state, policy }: Head,
): DeploymentProjection {
  const { app, environment } = effect;
  const { severalApps } = spellingOf(policy, state);
  const place = policy?.environments[environment];
  const type = place?.attributes['type'] ?? environment;
  const own: DeploymentProjection = {
    kind: 'deployment',
    sha: release.spec.sha,
    // GitHub takes one deployment per environment for the present one: apps must not push each other out.
    environment: severalApps ? `${app}/${environment}` : environment,
    production: type === 'production',
    ...deploymentStatus(release, environment, state, policy),
    replaces: null,
    marker: { release: releaseKey(app, effect.release), effect: effect.id },
  };
  // Elsewhere GitHub does it by itself; apps have environments of their own there. What an environment was that the
  // policy no longer names, nobody knows.
  const isMine = own.production || place === undefined;
  const before = isMine ? replacedBy(release, environment, own.state, state) : undefined;
  if (before === undefined) return own;
  const status = replacedStatus({ app, number: before.release, by: release.number }, state, policy);
  const key = releaseKey(app, before.release);
  const marker = { release: key, effect: `deployment:${key}/${environment}` };
  return { ...own, replaces: { ...own, ...status, sha: before.sha, marker, id: before.deployment ?? null } };
}

/**
 * @returns what ran there before a release that succeeded. One that is replaced itself by now still tells it: it may be
 * carried out late, by whoever takes over from one that died on the way.
 */
function replacedBy(
  release: Release,
  environment: string,
  shown: DeploymentProjection['state'],
  state: State,
): Success | undefined {
  if (shown !== 'success' && shown !== 'inactive') return undefined;
  const { successes } = environmentState(state, release.app, environment);
  const own = successes.findIndex((each) => each.release === release.number);
  return own < 0 ? undefined : successes[own + 1];
}

function liveComment(
  effect: LiveCommentEffect,
  release: Release,
  { state, policy }: Head,
): CommentProjection {
  const text = renderLiveComment(release, state, policy, state.meta.at);
  return comment({ issue: effect.pull, marker: effect.id, text, live: true });
}

function notice(effect: NoticeEffect, release: Release, { state, policy }: Head): CommentProjection {
  const text = renderNotice(release, { about: effect.about, state, policy });
  return comment({ issue: effect.pull, marker: effect.id, text, live: false });
}

function projectReply(effect: ReplyEffect, { state, policy }: Head): Projected {
  const outcome = state.outcomes.find(({ input }) => input === effect.input);
  if (outcome === undefined) {
    return { kind: 'dropped', message: `the outcome of ${effect.input} is not remembered any more` };
  }
  const spelling = spellingOf(policy, state);
  const text = renderAnswer(outcome.answer, { format: 'markdown', now: outcome.at, ...spelling });
  const reply = comment({ issue: effect.issue, marker: effect.id, text, live: false });
  const reaction = {
    comment: effect.comment,
    content: reactionTo(outcome.answer),
    writtenAt: effect.writtenAt ?? null,
  };
  return projected({ ...reply, reaction }, null);
}

function comment(of: {
  readonly issue: number;
  readonly marker: string;
  readonly text: string;
  readonly live: boolean;
}): CommentProjection {
  const { issue, marker, live } = of;
  return { kind: 'comment', issue, marker, body: withMarker(of.text, marker), live, reaction: null };
}

/** Answers after which work starts. */
const STARTED: ReadonlySet<ReasonCode> = new Set([
  'release-created',
  'release-activated',
  'promoted',
  'rollback-created',
  'retried',
]);

/** 🚀 for work that starts, 👍 for what is done or told, 👎 for a refusal (design, section 7). */
function reactionTo(answer: Answer): 'rocket' | '+1' | '-1' {
  if (answer.kind === 'refused') return '-1';
  return answer.kind === 'done' && STARTED.has(answer.code) ? 'rocket' : '+1';
}
