import type { RequestView } from '../../src/sandbox/faults.ts';
import type { LoggedRequest } from '../../src/sandbox/request-log.ts';
import type { StoryWorld } from './story-world.ts';

/** One outgoing call of our code, named so that it is found again when the story is played once more. */
export interface Call {
  /** The App, or the title of the run whose job asked: `v1 production`, `issue_comment: Operations`. */
  readonly who: string;
  /** The route, or the fields of a GraphQL document. */
  readonly what: string;
  /** The how manieth of its kind, from 1. */
  readonly nth: number;
  /** It changes nothing at GitHub, so that dying before or after it is the same. */
  readonly isRead: boolean;
}

/** Names calls in the order in which they come. */
export class CallNames {
  readonly #world: StoryWorld;
  readonly #counts = new Map<string, number>();

  constructor(world: StoryWorld) {
    this.#world = world;
  }

  /** @returns null for what is not ours: `actions/checkout`, and whoever has no token. */
  next(request: LoggedRequest): Call | null {
    if (request.route === 'git' || request.token === 'none' || request.token === 'user') return null;
    const who = request.run === null ? 'app' : this.#titleOf(request.run);
    const what = request.fields.length > 0 ? request.fields.join('+') : request.route;
    const kind = `${who} ${what}`;
    const nth = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, nth);
    return {
      who,
      what,
      nth,
      isRead: request.method === 'GET' || (request.fields.length > 0 && !request.mutation),
    };
  }

  #titleOf(id: number): string {
    const run = this.#world.runsSeen.find((each) => each.id === id);
    if (!run) return `run ${String(id)}`;
    const title = run.display_title.replace(/ \[.*\]$/, '');
    return this.#world.isFront(run) ? `${run.event}: ${title}` : title;
  }
}

export function nameOf({ who, what, nth }: Call): string {
  return `${who}: ${what} #${String(nth)}`;
}

/**
 * @returns the entry of the log for a request that is just being judged: a request is logged, and then faults are asked
 * about it, before anything else happens.
 */
export function entryOf(world: StoryWorld, view: RequestView): LoggedRequest | null {
  const newest = world.sandbox.requests.at(-1);
  return newest?.path === view.path && newest.body === view.body ? newest : null;
}
