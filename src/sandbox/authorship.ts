import type { Signature } from './git/commit.ts';
import { noreplyEmail } from './model/account.ts';
import type { Actor } from './model/app.ts';
import type { World } from './world.ts';

/** Whoever a credential stands for, as the author of commits that GitHub makes for them. */
export function authorOf(world: World, actor: Actor): Signature {
  const { account } = actor;
  return { name: account.login, email: noreplyEmail(account), date: world.clock.now() };
}

/** GitHub itself, which commits (and signs) what is done through its pages and its API. */
export function webFlow(world: World): Signature {
  return { name: 'GitHub', email: 'noreply@github.com', date: world.clock.now() };
}
