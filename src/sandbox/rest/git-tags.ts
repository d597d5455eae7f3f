import type { JsonObject } from '../actions/host.ts';
import { authorOf } from '../authorship.ts';
import { parseSignature, signatureLine } from '../git/commit.ts';
import type { GitObject } from '../git/objects.ts';
import { nodeId } from '../ids.ts';
import type { Repository } from '../model/repository.ts';
import { signatureShape } from '../shapes/git.ts';
import { repositoryUrl } from '../shapes/repository.ts';
import type { World } from '../world.ts';
import type { Answer } from './answer.ts';
import { created, HttpError, notFound, ok } from './answer.ts';
import { object, text } from './fields.ts';
import type { ActorRequest, RepoRequest, Route } from './route.ts';
import { param, repoRead, repoWrite } from './route.ts';

const WRITE = { grants: ['contents:write'], role: 'write' } as const;

/** Annotated tags. They are objects alone; a ref has to be made for each. */
export const tagRoutes: readonly Route[] = [
  repoRead('GET /repos/{owner}/{repo}/git/tags/{tag_sha}', ['contents:read'], getTag),
  repoWrite('POST /repos/{owner}/{repo}/git/tags', WRITE, createTag),
];

async function getTag(request: RepoRequest): Promise<Answer> {
  const { world, repository } = request;
  const tag = await repository.objects.read(param(request, 'tag_sha'));
  if (tag?.type !== 'tag') throw notFound();
  return ok(tagShape(world, repository, tag));
}

async function createTag(request: ActorRequest): Promise<Answer> {
  const { world, repository, caller, body } = request;
  const target = await repository.objects.read(text(body, 'object') ?? '');
  if (target === null) throw new HttpError(422, 'Object does not exist');
  const given = object(body, 'tagger');
  const date = given === undefined ? undefined : text(given, 'date');
  const tagger =
    given === undefined
      ? authorOf(world, caller)
      : {
          name: text(given, 'name') ?? '',
          email: text(given, 'email') ?? '',
          date: date === undefined ? world.clock.now() : new Date(date),
        };
  const lines = [
    `object ${target.oid}`,
    `type ${target.type}`,
    `tag ${text(body, 'tag') ?? ''}`,
    `tagger ${signatureLine(tagger)}`,
    '',
    text(body, 'message') ?? '',
  ];
  const oid = repository.objects.write('tag', Buffer.from(lines.join('\n')));
  const tag = await repository.objects.read(oid);
  if (tag === null) throw new Error(`the tag ${oid} was not written`);
  return created(tagShape(world, repository, tag));
}

function tagShape(world: World, repository: Repository, tag: GitObject): JsonObject {
  const api = repositoryUrl(world.urls, repository);
  const whole = tag.content.toString('utf8');
  const blank = whole.indexOf('\n\n');
  const header = (name: string): string =>
    whole
      .slice(0, blank)
      .split('\n')
      .find((line) => line.startsWith(`${name} `))
      ?.slice(name.length + 1) ?? '';
  return {
    node_id: nodeId('TA', `${String(repository.id)}:${tag.oid}`),
    tag: header('tag'),
    sha: tag.oid,
    url: `${api}/git/tags/${tag.oid}`,
    message: whole.slice(blank + 2),
    tagger: signatureShape(parseSignature(header('tagger'))),
    object: {
      sha: header('object'),
      type: header('type'),
      url: `${api}/git/${header('type')}s/${header('object')}`,
    },
    verification: { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null },
  };
}
