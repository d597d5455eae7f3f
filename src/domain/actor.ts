import type { Instant } from './instant.ts';

/**
 * Who did something. `id` is GitHub's numeric account id: it is compared, never the login, because a login
 * can be renamed and taken over (attack A10). Signalbox itself acts as `SIGNALBOX`.
 */
export interface Actor {
  readonly login: string;
  readonly id: number;
}

/** The actor of what nobody asked for: the clock, a reconcile, a follow-up. */
export const SIGNALBOX: Actor = { login: 'signalbox', id: 0 };

/** Somebody's word on a release: who, when, why, and the input that carried it. */
export interface Mark {
  readonly by: Actor;
  readonly at: Instant;
  readonly reason?: string;
  readonly input: string;
}
