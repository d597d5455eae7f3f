import type { Delivery } from './webhooks.ts';

/** A request as fault rules and the request log see it. */
export interface RequestView {
  readonly method: string;
  /** Path below the API's prefix, with the query; for GraphQL `/graphql`. */
  readonly path: string;
  /** GitHub's spelling of the route, like `GET /repos/{owner}/{repo}`; `POST /graphql`; `git` for git over HTTP. */
  readonly route: string;
  /** Fields of a GraphQL document's root, like `createCommitOnBranch`; empty for REST. */
  readonly fields: readonly string[];
  /** Whether it is a GraphQL mutation. */
  readonly mutation: boolean;
  /** Login of the token's owner (`<slug>[bot]` for Apps); null without a token. */
  readonly caller: string | null;
  /** Raw body. */
  readonly body: string;
}

export type RequestMatch = (request: RequestView) => boolean;

export type RequestFault =
  /** Answers instead of acting. */
  | { readonly kind: 'answer'; readonly status: number; readonly message?: string }
  /** Acts, then answers something else: the caller cannot know. */
  | { readonly kind: 'act-then-answer'; readonly status: number; readonly message?: string }
  /** Cuts the connection, before or after having acted. */
  | { readonly kind: 'cut'; readonly acted: boolean }
  /** GitHub's secondary rate limit: 403 with `Retry-After`. */
  | { readonly kind: 'secondary-limit'; readonly retryAfterSeconds: number }
  /** Runs something just before the request is handled: a branch that moves between read and write, say. */
  | { readonly kind: 'interpose'; readonly act: () => Promise<void> }
  /** Holds the request until the promise resolves. */
  | { readonly kind: 'hold'; readonly until: Promise<void> };

export type DeliveryMatch = (delivery: Delivery) => boolean;

export type DeliveryFault =
  | { readonly kind: 'lose' }
  /** Delivered twice with the same id. */
  | { readonly kind: 'double' }
  | { readonly kind: 'delay'; readonly milliseconds: number }
  /** Kept until `release()`; several are let go in reverse order when `reversed`. */
  | { readonly kind: 'keep'; readonly reversed?: boolean };

export interface FaultOptions {
  /** How often it strikes; default 1. */
  readonly times?: number;
}

export interface FaultHandle {
  /** How often it has struck. */
  readonly struck: number;
  /** Stops it; kept deliveries are let go. */
  remove(): void;
}

export interface Faults {
  request(match: RequestMatch, fault: RequestFault, options?: FaultOptions): FaultHandle;
  delivery(match: DeliveryMatch, fault: DeliveryFault, options?: FaultOptions): FaultHandle;
  /** The next `reads` reads of a ref (`refs/heads/x`) through the API answer its value from before the last move. */
  lagRef(fullName: string, ref: string, reads: number): FaultHandle;
  /**
   * The next `reads` lists of a repository's runs, per workflow too, do not show the runs that were created since now;
   * asked for by its id, a run is there.
   */
  lagRuns(fullName: string, reads: number): FaultHandle;
  /** For the server: the faults that strike this request, used up by asking. */
  takeRequest(view: RequestView): RequestFault[];
  /** For the webhooks: what happens to this delivery. `send` is called for each copy that goes out. */
  takeDelivery(delivery: Delivery, send: () => void): void;
  /** For reads of refs: the old value to show (null: the ref is not there yet), or undefined. */
  takeLag(fullName: string, ref: string): string | null | undefined;
  /** For lists of runs: the ids that are not shown yet. */
  takeRunLag(fullName: string): ReadonlySet<number>;
  /** For the runner: a run is there. */
  runCreated(fullName: string, run: number): void;
  /** For whatever moves refs. */
  refMoved(fullName: string, ref: string, before: string | null): void;
}

interface Rule<M, F> {
  readonly match: M;
  readonly fault: F;
  left: number;
  struck: number;
}

export function newFaults(): Faults {
  const requests = new Set<Rule<RequestMatch, RequestFault>>();
  const deliveries = newDeliveryFaults();
  const lags = newLags();
  return {
    request(match, fault, options) {
      const rule = { match, fault, left: options?.times ?? 1, struck: 0 };
      requests.add(rule);
      return handleOf(rule, () => requests.delete(rule));
    },
    takeRequest: (view) => strike(requests, (rule) => rule.match(view)).map((rule) => rule.fault),
    ...deliveries,
    ...lags,
    ...newRunLags(),
  };
}

function newDeliveryFaults(): Pick<Faults, 'delivery' | 'takeDelivery'> {
  const rules = new Set<Rule<DeliveryMatch, DeliveryFault>>();
  const kept = new Map<Rule<DeliveryMatch, DeliveryFault>, (() => void)[]>();
  return {
    delivery(match, fault, options) {
      const rule = { match, fault, left: options?.times ?? 1, struck: 0 };
      rules.add(rule);
      return handleOf(rule, () => {
        rules.delete(rule);
        const waiting = kept.get(rule) ?? [];
        kept.delete(rule);
        if (fault.kind === 'keep' && fault.reversed === true) waiting.reverse();
        for (const send of waiting) send();
      });
    },
    takeDelivery(delivery, send) {
      const [rule] = strike(rules, (each) => each.match(delivery), 1);
      if (rule === undefined) send();
      else if (rule.fault.kind === 'double') [send, send].forEach((each) => each());
      else if (rule.fault.kind === 'delay') setTimeout(send, rule.fault.milliseconds).unref();
      else if (rule.fault.kind === 'keep') kept.set(rule, [...(kept.get(rule) ?? []), send]);
    },
  };
}

function newLags(): Pick<Faults, 'lagRef' | 'takeLag' | 'refMoved'> {
  const previous = new Map<string, string | null>();
  const lags = new Map<string, { left: number; struck: number }>();
  const key = (fullName: string, ref: string): string => `${fullName.toLowerCase()} ${ref}`;
  return {
    lagRef(fullName, ref, reads) {
      const lag = { left: reads, struck: 0 };
      lags.set(key(fullName, ref), lag);
      return handleOf(lag, () => lags.delete(key(fullName, ref)));
    },
    takeLag(fullName, ref) {
      const lag = lags.get(key(fullName, ref));
      const old = previous.get(key(fullName, ref));
      if (lag === undefined || lag.left === 0 || old === undefined) return undefined;
      lag.left -= 1;
      lag.struck += 1;
      return old;
    },
    refMoved(fullName, ref, before) {
      previous.set(key(fullName, ref), before);
    },
  };
}

function newRunLags(): Pick<Faults, 'lagRuns' | 'takeRunLag' | 'runCreated'> {
  const lags = new Set<{
    readonly name: string;
    readonly hidden: Set<number>;
    left: number;
    struck: number;
  }>();
  const of = (fullName: string) => [...lags].filter((lag) => lag.name === fullName.toLowerCase());
  return {
    lagRuns(fullName, reads) {
      const lag = { name: fullName.toLowerCase(), hidden: new Set<number>(), left: reads, struck: 0 };
      lags.add(lag);
      return handleOf(lag, () => lags.delete(lag));
    },
    takeRunLag(fullName) {
      const striking = of(fullName).filter((lag) => lag.left > 0);
      for (const lag of striking) {
        lag.left -= 1;
        lag.struck += 1;
      }
      return new Set(striking.flatMap((lag) => [...lag.hidden]));
    },
    runCreated(fullName, run) {
      for (const lag of of(fullName)) lag.hidden.add(run);
    },
  };
}

/** Rules that match and have strikes left, each used up by one. */
function strike<M, F>(
  rules: Set<Rule<M, F>>,
  hits: (rule: Rule<M, F>) => boolean,
  limit = Infinity,
): Rule<M, F>[] {
  const found: Rule<M, F>[] = [];
  for (const rule of rules) {
    if (found.length >= limit || rule.left === 0 || !hits(rule)) continue;
    rule.left -= 1;
    rule.struck += 1;
    found.push(rule);
  }
  return found;
}

function handleOf(rule: { readonly struck: number }, remove: () => void): FaultHandle {
  return {
    get struck() {
      return rule.struck;
    },
    remove: () => {
      remove();
    },
  };
}
