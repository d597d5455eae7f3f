/** What Signalbox's processes ask of GitHub, as far as it goes wrong differently. */
export const CALLS = ['load', 'commit', 'facts', 'dispatch', 'runs', 'cancel', 'show', 'look'] as const;
/** `open`: the App asks whose name a repository has, and for a token, before it enters it. */
export type CallKind = (typeof CALLS)[number] | 'open';

/** How one call goes wrong. */
export const CALL_FAULTS = [
  /** A 5xx, and nothing was done. */
  'down',
  /** It was done, and the answer got lost. */
  'lost',
  'limited',
  /** The answer takes half a minute. */
  'slow',
  /** The request takes half a minute to arrive. */
  'late',
  /** No answer comes for half a minute, and nothing was done; or it was. */
  'timeout-before',
  'timeout-after',
  'crash-before',
  'crash-after',
  /**
   * Of a read: the head of a few commits ago. Of a dispatch: no answer, and lists do not show the run for minutes. Of a
   * look at runs: what they were a minute ago.
   */
  'stale',
  /** Of a dispatch: GitHub does not say which run came of it. Of a request to cancel: it comes to nothing. */
  'mute',
] as const;
export type CallFault = (typeof CALL_FAULTS)[number];

export const WEBHOOK_FAULTS = ['lost', 'doubled', 'late', 'very-late'] as const;
export type WebhookFault = (typeof WEBHOOK_FAULTS)[number];

interface Planned<K, F> {
  readonly on: K;
  readonly how: F;
  skip: number;
}

/** What is to go wrong: each once, at the next call of its kind or some calls later. */
export class Faults {
  #calls: Planned<CallKind, CallFault>[] = [];
  #webhooks: Planned<string, WebhookFault>[] = [];
  readonly #asked = new Map<CallKind, number>();

  planCall(on: CallKind, how: CallFault, skip: number): void {
    this.#calls.push({ on, how, skip });
  }

  /** @param on name of GitHub's event. */
  planWebhook(on: string, how: WebhookFault, skip: number): void {
    this.#webhooks.push({ on, how, skip });
  }

  takeCall(on: CallKind): CallFault | null {
    this.#asked.set(on, this.asked(on) + 1);
    return take(this.#calls, on);
  }

  takeWebhook(on: string): WebhookFault | null {
    return take(this.#webhooks, on);
  }

  /** @returns how many calls of this kind there were. */
  asked(on: CallKind): number {
    return this.#asked.get(on) ?? 0;
  }

  clear(): void {
    this.#calls = [];
    this.#webhooks = [];
  }
}

function take<K, F>(planned: Planned<K, F>[], on: K): F | null {
  const index = planned.findIndex((each) => each.on === on);
  const found = planned[index];
  if (found === undefined) return null;
  if (found.skip > 0) {
    found.skip -= 1;
    return null;
  }
  planned.splice(index, 1);
  return found.how;
}
