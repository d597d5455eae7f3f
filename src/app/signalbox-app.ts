import type { Probot } from 'probot';
import type { Input } from '../domain/input.ts';
import type { EngineLog } from '../engine/engine.ts';
import { answerComment } from '../intake/answer-comment.ts';
import { newCommentInput } from '../intake/comment-event.ts';
import {
  checkRunInput,
  checkSuiteInput,
  createInput,
  pushInput,
  runInput,
  statusInput,
} from '../intake/event-inputs.ts';
import { pushNews } from '../intake/push-news.ts';
import type { Place, Repositories } from './repositories.ts';

/** What every event of a repository brings along. */
interface RepositoryPayload {
  readonly repository: {
    readonly id: number;
    readonly name: string;
    readonly owner: { readonly login?: string } | null;
  };
  readonly installation?: { readonly id: number } | undefined;
}

/** Subscribes to everything that moves releases; each event becomes one input of its repository's engine. */
export function signalboxApp(app: Probot, repositories: Repositories, log: EngineLog): void {
  const submit = async (payload: RepositoryPayload, input: Input | null): Promise<void> => {
    const place = placeOf(payload, log);
    if (input && place) await repositories.submit(place, input);
  };

  app.on('push', async ({ payload }) => {
    const place = placeOf(payload, log);
    const input = pushInput(payload);
    if (!place || !input) return;
    // Our own commits to the state branch are no news; a workflow's claim or report is (design, section 6).
    if (input.kind === 'tick' && (await repositories.isOwnCommit(place, payload.after))) return;
    const news = pushNews(payload);
    await repositories.submit(place, input, ({ engine, facts }) => {
      if (news) facts.expect?.(news);
      return engine.submit(input);
    });
  });
  app.on('create', ({ payload }) => submit(payload, createInput(payload)));
  app.on('issue_comment.created', async ({ payload }) => {
    const input = newCommentInput(payload);
    const place = placeOf(payload, log);
    if (input && place) await repositories.submit(place, input, (at) => answerComment(at, input, log));
  });
  app.on('workflow_run.completed', ({ payload }) => submit(payload, runInput(payload)));
  app.on('status', ({ payload }) => submit(payload, statusInput(payload)));
  app.on('check_run', ({ payload }) => submit(payload, checkRunInput(payload)));
  app.on('check_suite.completed', ({ payload }) => submit(payload, checkSuiteInput(payload)));
  app.on('installation_repositories.removed', ({ payload }) => {
    repositories.forget(payload.repositories_removed.map(({ id }) => id));
  });
  app.on(['installation.deleted', 'installation.suspend'], ({ payload }) => {
    repositories.forgetInstallation(payload.installation.id);
  });
}

function placeOf(payload: RepositoryPayload, log: EngineLog): Place | null {
  const { repository, installation } = payload;
  const { id, name: repo } = repository;
  const place = { id, owner: repository.owner?.login ?? '', repo };
  if (installation) return { ...place, installationId: installation.id };
  log.warn('an event without an installation was ignored; Signalbox only works as an installed App', place);
  return null;
}
