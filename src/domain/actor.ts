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
