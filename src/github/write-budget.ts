import type { Urgency } from './limiter.ts';

/** What a write is for. */
export type WriteKind = Exclude<Urgency, 'read'>;

/** How many writes of a kind may go out while so many of all kinds did, in so many seconds. */
export interface Share {
  readonly seconds: number;
  readonly most: Readonly<Record<WriteKind, number>>;
  /** So many of a kind go out even then, as long as there is room for work: nothing waits for ever. */
  readonly least?: Readonly<Partial<Record<WriteKind, number>>>;
}

/**
 * GitHub takes 80 content-creating requests a minute and 500 an hour, dispatches and commits among them (GitHub
 * documentation, "Rate limits for the REST API"). What only shows the state leaves room for what moves it, and what a
 * person waits for goes before what is shown to all; a few are left for other processes of the same installation.
 */
export const GITHUB_SHARES: readonly Share[] = [
  { seconds: 60, most: { work: 78, answer: 72, projection: 68 } },
  { seconds: 3600, most: { work: 490, answer: 430, projection: 400 }, least: { answer: 40, projection: 40 } },
];

/** Of what a kind may take, so much is handed out in advance; the rest is for what has been begun and takes several. */
const HANDED_OUT = 0.8;
/** Fewer than that are not handed out: to take them up is a commit, and to note what came of them another. */
const WORTH_IT = 12;
/** What was taken up has gone out by then, or waits; milliseconds. */
const SOON = 10_000;

/** So long after a refusal others are taken to write as well; milliseconds. */
const SHARED_FOR = 3_600_000;

/** Counts the writes of one installation, so that GitHub need not refuse any. Times are milliseconds of one clock. */
export class WriteBudget {
  readonly #shares: readonly Share[];
  readonly #longest: number;
  /** Writes that went out, oldest first. */
  #written: { readonly at: number; readonly kind: WriteKind }[] = [];
  /** Writes that are about to come. */
  #expected: { readonly until: number; readonly count: number }[] = [];
  /** When GitHub refused a write that there was room for. */
  #refusedAt = Number.NEGATIVE_INFINITY;
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
  note(kind: WriteKind, now: number): void {
    this.#written.push({ at: now, kind });
    this.#written = this.#written.filter(({ at }) => at > now - this.#longest);
  }

  /**
   * GitHub refused one all the same: others write as the same installation (a second process, or this one before it was
   * started anew), and what may wait leaves them half of its room for an hour.
   */
  noteRefusal(now: number): void {
    this.#refusedAt = now;
  }

  /** So many more are about to come. */
  expect(count: number, now: number): void {
    this.#expected = this.#expected.filter(({ until }) => until > now);
    if (count > 0) this.#expected.push({ until: now + SOON, count });
  }

  /** @returns how many of that kind somebody may take up now; half of what there is, as others come as well. */
  room(kind: WriteKind, now: number): number {
    if (!this.#isOn) return Infinity;
    const expected = this.#expected.filter(({ until }) => until > now);
    const soon = expected.reduce((sum, { count }) => sum + count, 0);
    const room = Math.min(...this.#shares.map((share) => this.#roomIn(share, kind, now))) - soon;
    return room < WORTH_IT ? 0 : Math.max(WORTH_IT, Math.floor(room / 2));
  }

  /** @returns milliseconds until there is room in each time; 0: now. */
  waitFor(kind: WriteKind, now: number): number {
    if (!this.#isOn) return 0;
    const waits = this.#shares.map((share) => {
      const forAll = this.#waitUntilFewer(share, this.#most(share, kind, now), now);
      const least = share.least?.[kind];
      if (forAll === 0 || least === undefined) return forAll;
      const forOwn = this.#waitUntilFewer(share, least, now, kind);
      return Math.min(forAll, Math.max(forOwn, this.#waitUntilFewer(share, share.most.work, now)));
    });
    return Math.max(0, ...waits);
  }

  #roomIn(share: Share, kind: WriteKind, now: number): number {
    const since = now - share.seconds * 1000;
    const recent = this.#written.filter(({ at }) => at > since);
    const own = recent.filter((each) => each.kind === kind).length;
    const forAll = Math.floor(this.#most(share, kind, now) * HANDED_OUT) - recent.length;
    return Math.max(forAll, Math.min((share.least?.[kind] ?? 0) - own, share.most.work - recent.length));
  }

  /** Work is not held back further: that GitHub refuses it says nothing about how much there is of it. */
  #most({ most }: Share, kind: WriteKind, now: number): number {
    const isShared = kind !== 'work' && now - this.#refusedAt < SHARED_FOR;
    return isShared ? Math.floor(most[kind] / 2) : most[kind];
  }

  /** Milliseconds until fewer than so many went out in the time before: of one kind, or of all. */
  #waitUntilFewer({ seconds }: Share, most: number, now: number, kind?: WriteKind): number {
    const written = kind === undefined ? this.#written : this.#written.filter((each) => each.kind === kind);
    const inTheWay = written.at(-most);
    return inTheWay === undefined ? 0 : Math.max(0, inTheWay.at + seconds * 1000 - now);
  }
}
