import type { Urgency } from './limiter.ts';

/** How many writes of a kind may go out while so many of all kinds did, in so many seconds. */
export interface Share {
  readonly seconds: number;
  readonly most: Readonly<Record<Exclude<Urgency, 'read'>, number>>;
}

/**
 * GitHub takes 80 content-creating requests a minute and 500 an hour, dispatches and commits among them (GitHub
 * documentation, "Rate limits for the REST API"). What only shows the state leaves room for what moves it, and what a
 * person waits for goes before what is shown to all; a few are left for other processes of the same installation.
 */
export const GITHUB_SHARES: readonly Share[] = [
  { seconds: 60, most: { work: 78, answer: 72, projection: 68 } },
  { seconds: 3600, most: { work: 490, answer: 430, projection: 400 } },
];

/** Of what a kind may take, so much is handed out in advance; the rest is for what has been begun and takes several. */
const HANDED_OUT = 0.8;
/** Fewer than that are not handed out: to take them up is a commit, and to note what came of them another. */
const WORTH_IT = 12;
/** What was taken up has gone out by then, or waits; milliseconds. */
const SOON = 10_000;

/** Counts the writes of one installation, so that GitHub need not refuse any. Times are milliseconds of one clock. */
export class WriteBudget {
  readonly #shares: readonly Share[];
  readonly #longest: number;
  /** When writes went out, oldest first. */
  #written: number[] = [];
  /** Writes that are about to come. */
  #expected: { readonly until: number; readonly count: number }[] = [];
  #isOn = false;

  constructor(shares: readonly Share[]) {
    this.#shares = shares;
    this.#longest = Math.max(0, ...shares.map(({ seconds }) => seconds)) * 1000;
  }

  /** The server has limits: one without does not speak of any, as a GitHub Enterprise Server (its documentation). */
  begin(): void {
    this.#isOn = true;
  }

  /** One went out. */
  note(now: number): void {
    this.#written.push(now);
    this.#written = this.#written.filter((at) => at > now - this.#longest);
  }

  /** So many more are about to come. */
  expect(count: number, now: number): void {
    this.#expected = this.#expected.filter(({ until }) => until > now);
    if (count > 0) this.#expected.push({ until: now + SOON, count });
  }

  /** @returns how many of that kind somebody may take up now; half of what there is, as others come as well. */
  room(kind: Exclude<Urgency, 'read'>, now: number): number {
    if (!this.#isOn) return Infinity;
    const expected = this.#expected.filter(({ until }) => until > now);
    const soon = expected.reduce((sum, { count }) => sum + count, 0);
    const rooms = this.#shares.map(({ seconds, most }) => {
      const recent = this.#written.filter((at) => at > now - seconds * 1000);
      return Math.floor(most[kind] * HANDED_OUT) - recent.length - soon;
    });
    const room = Math.min(...rooms);
    return room < WORTH_IT ? 0 : Math.max(WORTH_IT, Math.floor(room / 2));
  }

  /** @returns milliseconds until fewer than the most went out in each time before; 0: now. */
  waitFor(kind: Exclude<Urgency, 'read'>, now: number): number {
    if (!this.#isOn) return 0;
    const waits = this.#shares.map(({ seconds, most }) => {
      const inTheWay = this.#written.at(-most[kind]);
      return inTheWay === undefined ? 0 : inTheWay + seconds * 1000 - now;
    });
    return Math.max(0, ...waits);
  }
}
