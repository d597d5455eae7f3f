import { timestamp } from '../clock.ts';
import type { Signature } from '../git/commit.ts';
import { nodeId } from '../ids.ts';
import type { Account } from '../model/account.ts';
import { accountOf } from '../shapes/git.ts';
import type { GraphContext, GraphNode } from './node.ts';

/** A user, bot or organization. The login of a bot lacks the `[bot]` that REST shows. */
export function actorNode(context: GraphContext, account: Account): GraphNode {
  const { html } = context.world.urls;
  return {
    __typename: account.kind,
    id: nodeId(account.kind === 'Bot' ? 'BOT' : account.kind === 'Organization' ? 'O' : 'U', account.id),
    databaseId: account.id,
    login: account.kind === 'Bot' ? account.login.replace(/\[bot\]$/, '') : account.login,
    name: account.login,
    url: `${html}/${account.login}`,
    avatarUrl: `${html}/avatars/${String(account.id)}`,
    createdAt: account.createdAt,
  };
}

/** Author or committer of a commit; `user` is for people alone. */
export function gitActorNode(context: GraphContext, signature: Signature): GraphNode {
  const account = accountOf(context.world, signature);
  return {
    __typename: 'GitActor',
    name: signature.name,
    email: signature.email,
    date: timestamp(signature.date),
    user: account?.kind === 'User' ? actorNode(context, account) : null,
  };
}
