import type { Probot } from 'probot';
import type { CommandInput, Input, MisspeltInput } from '../domain/input.ts';
import type { EngineLog } from '../engine/engine.ts';
import {
  checkRunInput,
  checkSuiteInput,
  createInput,
  newCommentInput,
  pushInput,
  runInput,
  statusInput,
} from './event-inputs.ts';
import type { Place, Repositories } from './repositories.ts';

/** What every event of a repository brings along. */
interface RepositoryPayload {
  readonly repository: { readonly name: string; readonly owner: { readonly login?: string } | null };
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
    const { engine } = await repositories.at(place);
    // Our own commits to the state branch are no news; a workflow's claim or report is (design, section 6).
    if (input.kind === 'tick' && engine.knows(payload.after)) return;
    await engine.submit(input);
  });
  app.on('create', ({ payload }) => submit(payload, createInput(payload)));
  app.on('issue_comment.created', async ({ payload }) => {
    const input = newCommentInput(payload);
    const place = placeOf(payload, log);
    if (input && place) await answerComment(repositories, place, input);
  });
  app.on('workflow_run.completed', ({ payload }) => submit(payload, runInput(payload)));
  app.on('status', ({ payload }) => submit(payload, statusInput(payload)));
  app.on('check_run', ({ payload }) => submit(payload, checkRunInput(payload)));
  app.on('check_suite.completed', ({ payload }) => submit(payload, checkSuiteInput(payload)));
  app.on('installation_repositories.removed', ({ payload }) => {
    for (const { full_name: name } of payload.repositories_removed) {
      const [owner = '', repo = ''] = name.split('/');
      repositories.forget({ owner, repo });
    }
  });
}

/** 👀 at once, so that a person sees the command was heard; the reply follows the commit. */
async function answerComment(
  repositories: Repositories,
  place: Place,
  input: CommandInput | MisspeltInput,
): Promise<void> {
  const { engine, reporter } = await repositories.at(place);
  const seen = input.comment ? reporter.acknowledge(input.comment.id) : Promise.resolve();
  await Promise.all([seen, engine.submit(input)]);
}

function placeOf(payload: RepositoryPayload, log: EngineLog): Place | null {
  const { repository, installation } = payload;
  const place = { owner: repository.owner?.login ?? '', repo: repository.name };
  if (installation) return { ...place, installationId: installation.id };
  log.warn('an event without an installation was ignored; Signalbox only works as an installed App', place);
  return null;
}
