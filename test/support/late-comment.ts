import { ACTION_WORKFLOW } from './action-alone.ts';
import type { Play, Reply } from './play.ts';

/** A comment that stands there for all to see, and that nobody has read yet. */
export interface LateComment {
  readonly id: number;
  /** Lets it be read at last. */
  reply(): Promise<Reply>;
}

/**
 * Writes a comment of which GitHub tells late: its webhook is kept, or the run that it starts waits for a runner. Until
 * then nothing may be waited for by the play itself, whose scheduled runs would look for missed comments, and others
 * speak on other issues.
 */
export async function saysLate(play: Play, login: string, body: string): Promise<LateComment> {
  const { faults, runs } = play.sandbox;
  if (play.front === 'action') {
    const waiting = runs.hold(
      { workflow: ACTION_WORKFLOW.split('/').at(-1) ?? '', title: 'Operations' },
      { at: 'start' },
    );
    const id = await play.says(login, body);
    await waiting.reached();
    return { id, reply: () => (waiting.remove(), play.reply(id)) };
  }
  const kept = faults.delivery(({ event }) => event === 'issue_comment', { kind: 'keep' });
  const id = await play.says(login, body);
  return { id, reply: () => (kept.remove(), play.reply(id)) };
}
