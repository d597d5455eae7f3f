import { happen } from '../events.ts';
import type { Answer } from './answer.ts';
import { HttpError, noContent } from './answer.ts';
import { object, text } from './fields.ts';
import type { ActorRequest, Route } from './route.ts';
import { repoWrite } from './route.ts';

export const repositoryDispatchRoutes: readonly Route[] = [
  repoWrite(
    'POST /repos/{owner}/{repo}/dispatches',
    { grants: ['contents:write'], role: 'write' },
    repositoryDispatch,
  ),
];

/** GitHub, "Events that trigger workflows", `repository_dispatch`. */
const LONGEST_PAYLOAD = 65_535;

/**
 * Tells workflows of the default branch, and Apps, of something outside of GitHub. The ten top-level keys of a payload
 * and the 100 characters of a type are in the published schema.
 */
function repositoryDispatch(request: ActorRequest): Answer {
  const { world, repository, caller, body } = request;
  const payload = object(body, 'client_payload') ?? {};
  if (JSON.stringify(payload).length > LONGEST_PAYLOAD) {
    throw new HttpError(422, 'client_payload is too large.');
  }
  happen(world, {
    repository,
    name: 'repository_dispatch',
    actor: caller,
    payload: {
      action: text(body, 'event_type') ?? '',
      branch: repository.defaultBranch,
      client_payload: payload,
    },
  });
  return noContent();
}
