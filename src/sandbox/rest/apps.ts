import type { JsonObject } from '../actions/host.ts';
import { TOKEN_LIFE_MS } from '../credentials.ts';
import { timestamp } from '../clock.ts';
import type { App, Installation, Permissions } from '../model/app.ts';
import type { Repository } from '../model/repository.ts';
import { canSee, grants } from '../permissions.ts';
import { appShape, installationShape } from '../shapes/app.ts';
import { repositoryShape } from '../shapes/repository.ts';
import { covers, findAccount, findRepository } from '../world.ts';
import type { Answer } from './answer.ts';
import { created, HttpError, notFound, ok } from './answer.ts';
import { list, object, texts } from './fields.ts';
import type { RestRequest, Route } from './route.ts';
import { countedAnswer, numberParam, pageAnswer, param, route } from './route.ts';

export const appRoutes: readonly Route[] = [
  route('GET /app', (request) => ok({ ...appShape(request.world.urls, appOnly(request)) })),
  route('GET /app/installations', listInstallations),
  route('GET /app/installations/{installation_id}', (request) =>
    ok(installationShape(request.world.urls, findInstallation(request))),
  ),
  route('POST /app/installations/{installation_id}/access_tokens', createToken),
  route('GET /repos/{owner}/{repo}/installation', installationOfRepository),
  route('GET /users/{username}/installation', installationOfUser),
  route('GET /installation/repositories', listRepositories),
];

/** The App itself, by its JWT. */
export function appOnly(request: RestRequest): App {
  if (request.caller.kind === 'app') return request.caller.app;
  throw new HttpError(401, 'A JSON web token could not be decoded');
}

function listInstallations(request: RestRequest): Answer {
  const own = installations(request);
  return pageAnswer(request, own, (each) => installationShape(request.world.urls, each));
}

function installations(request: RestRequest): Installation[] {
  const app = appOnly(request);
  return [...request.world.installations.values()].filter((each) => each.app === app);
}

function findInstallation(request: RestRequest): Installation {
  const id = numberParam(request, 'installation_id');
  const found = installations(request).find((each) => each.id === id);
  if (found === undefined) throw notFound();
  return found;
}

function installationOfRepository(request: RestRequest): Answer {
  const { world } = request;
  const own = installations(request);
  const repository = findRepository(world, param(request, 'owner'), param(request, 'repo'));
  const found = repository === null ? undefined : own.find((each) => covers(each, repository));
  if (found === undefined) throw notFound();
  return ok(installationShape(world.urls, found));
}

function installationOfUser(request: RestRequest): Answer {
  const own = installations(request);
  const account = findAccount(request.world, param(request, 'username'));
  const found = own.find((each) => each.account === account);
  if (found === undefined) throw notFound();
  return ok(installationShape(request.world.urls, found));
}

/** A token may be narrowed to some repositories and permissions, never widened. */
function createToken(request: RestRequest): Answer {
  const { world } = request;
  const installation = findInstallation(request);
  const { app } = installation;
  const permissions = narrowedPermissions(request, installation.permissions);
  const repositories = narrowedRepositories(request, installation);
  const token = world.credentials.issue('ghs', {
    kind: 'installation',
    account: app.bot,
    app,
    installation,
    permissions,
    repositories,
  });
  const all = repositories === 'all';
  return created({
    token,
    expires_at: timestamp(new Date(world.clock.now().getTime() + TOKEN_LIFE_MS)),
    permissions: { ...permissions, metadata: 'read' },
    repository_selection: installation.repositories === 'all' && all ? 'all' : 'selected',
    ...(all ? {} : { repositories: reposOf(request, repositories).map((each) => shape(request, each)) }),
  });
}

function narrowedPermissions(request: RestRequest, granted: Permissions): Permissions {
  const wanted = object(request.body, 'permissions');
  if (wanted === undefined) return granted;
  const narrowed: Record<string, 'read' | 'write'> = {};
  for (const [name, level] of Object.entries(wanted)) {
    if ((level !== 'read' && level !== 'write') || !grants(granted, `${name}:${level}`)) {
      throw new HttpError(422, 'The permissions requested are not granted to this installation.');
    }
    narrowed[name] = level;
  }
  return narrowed;
}

function narrowedRepositories(request: RestRequest, installation: Installation): ReadonlySet<number> | 'all' {
  const { world, body } = request;
  if (list(body, 'repository_ids') === undefined && list(body, 'repositories') === undefined) {
    return installation.repositories;
  }
  const names = texts(body, 'repositories').map((name) => name.toLowerCase());
  const ids = list(body, 'repository_ids') ?? [];
  const found = [...world.repositories.values()].filter(
    (each) =>
      covers(installation, each) && (names.includes(each.name.toLowerCase()) || ids.includes(each.id)),
  );
  if (found.length < names.length + ids.length) {
    throw new HttpError(
      422,
      'There is at least one repository that does not exist or is not accessible to the parent installation.',
    );
  }
  return new Set(found.map((each) => each.id));
}

function listRepositories(request: RestRequest): Answer {
  const { caller } = request;
  if (caller.kind !== 'installation') {
    throw new HttpError(403, 'You must authenticate with an installation token');
  }
  const items = reposOf(request, caller.repositories).filter((each) => covers(caller.installation, each));
  const selection = { repository_selection: caller.installation.repositories === 'all' ? 'all' : 'selected' };
  return countedAnswer(request, { name: 'repositories', items, more: selection }, (each) =>
    shape(request, each),
  );
}

function reposOf(request: RestRequest, ids: ReadonlySet<number> | 'all'): Repository[] {
  const { world, caller } = request;
  return [...world.repositories.values()].filter((each) =>
    ids === 'all' ? canSee(world, caller, each) : ids.has(each.id),
  );
}

function shape(request: RestRequest, repository: Repository): JsonObject {
  return repositoryShape(request.world.urls, repository);
}
