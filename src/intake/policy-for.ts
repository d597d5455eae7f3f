import { readPolicy } from '../config/read-policy.ts';
import type { PolicyAnswer } from '../domain/fact.ts';
import type { CommentRef } from '../domain/input.ts';
import type { Workplace } from './workplace.ts';

/**
 * Short forms may be meant for another program: they are ours only where a config exists and leaves them on (design,
 * section 7). Who writes `/signalbox` means us, whatever the config says; for that nobody is asked.
 */
export async function policyFor(
  { facts }: Pick<Workplace, 'facts'>,
  comment: CommentRef | null,
): Promise<PolicyAnswer | null | 'not-ours'> {
  if (comment?.explicit) return null;
  try {
    const policy = readPolicy(await facts.policySource());
    const isOurs = policy.status === 'invalid' || (policy.status === 'ok' && policy.policy.shortCommands);
    return isOurs ? policy : 'not-ours';
  } catch {
    // Silence is no harm where GitHub cannot be read: the engine's own answer does not come from here.
    return 'not-ours';
  }
}
