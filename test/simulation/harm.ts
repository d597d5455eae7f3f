import type { FileMap } from '../../src/store/file-map.ts';
import type { GitHubModel } from './github/model.ts';
import type { Damage } from './steps.ts';

export const HARMED = 'I know what I do';
export const MENDED = 'Sorry';

/** From a question to the command that its answer names; milliseconds. */
const READING = 3 * 60_000;
/** Who has got no answer asks again after so long, and so often. */
const PATIENCE = 15 * 60_000;
const TRIES = 16;
export const APPLY = /\/repair --apply [0-9a-f]{8}/;

/** What people do to the state branch of a repository, and how they mend it. */
export class Harm {
  readonly #model: GitHubModel;
  readonly #say: (text: string) => void;
  /** Files that were harmed, as they were before. */
  #damaged: FileMap | null = null;
  #isNewer = false;
  #isAsking = false;
  /** The head of the branch that somebody deleted. */
  #gone: string | null = null;

  /** @param say what an administrator writes in a comment. */
  constructor(model: GitHubModel, say: (text: string) => void) {
    this.#model = model;
    this.#say = say;
    model.onRepair = () => this.#repaired();
  }

  /** Somebody harms the branch, as it is at this moment. */
  damage(how: Damage): void {
    const { branch, time } = this.#model;
    const { head } = branch;
    if (head === null || this.isHarmed) return;
    if (how === 'gone') return this.#delete(head.oid);
    const files = new Map([...head.files].map(([path, text]) => [path, harmed(how, path, text)] as const));
    if (how === 'no-meta') files.delete('signalbox.json');
    this.#damaged = new Map([...head.files].filter(([path, text]) => files.get(path) !== text));
    if (this.#damaged.size === 0) {
      this.#damaged = null;
      return;
    }
    this.#isNewer = how === 'newer-format';
    this.#model.harmed.push({ from: time.now, until: Infinity });
    const { oid } = branch.push({ parent: head.oid, files, message: HARMED, at: time.instant });
    this.#model.personal.add(oid);
  }

  /** The files that were harmed are put back as they were; whatever else was written since stays. */
  mend(): void {
    const { branch, time } = this.#model;
    const { head } = branch;
    if (this.#gone !== null) return this.#restore(this.#gone);
    if (this.#damaged === null || head === null) return;
    const files = new Map([...head.files, ...this.#damaged]);
    const { oid } = branch.push({ parent: head.oid, files, message: MENDED, at: time.instant });
    this.#model.personal.add(oid);
    this.#isMended();
    this.#damaged = null;
  }

  /** An administrator asks what is wrong, and tells Signalbox to do what it says. */
  repair(): void {
    // Who deleted the branch knows better than Signalbox where it was.
    if (this.#damaged === null || this.#isAsking) return;
    this.#isAsking = true;
    this.#say('/repair');
    this.#model.time.after(READING, () => this.#goOn('', TRIES));
  }

  /** @param told the newest plan that was told to be carried out. */
  #goOn(told: string, left: number): void {
    this.#isAsking = this.#damaged !== null && left > 0;
    if (!this.#isAsking) return;
    const plans = this.#model.shown.comments.flatMap(({ bodies }) => APPLY.exec(bodies.at(-1) ?? '') ?? []);
    const newest = plans.at(-1) ?? '';
    this.#say(newest === told ? '/repair' : newest);
    this.#model.time.after(PATIENCE, () => this.#goOn(newest, left - 1));
  }

  /** Whether `/repair` can mend it: a branch that is gone, and what a newer version wrote, it cannot. */
  get isMendable(): boolean {
    return this.#damaged !== null && !this.#isNewer;
  }

  /** Signalbox has mended what was harmed. */
  #repaired(): void {
    if (this.#damaged === null) return;
    this.#isMended();
    this.#damaged = null;
  }

  /** Whether the branch is as a person left it. */
  get isHarmed(): boolean {
    return this.#damaged !== null || this.#gone !== null;
  }

  #isMended(): void {
    const harm = this.#model.harmed.at(-1);
    if (harm) harm.until = this.#model.time.now;
  }

  /** The branch is put back where it was; GitHub says in its list of events where that is. */
  #restore(oid: string): void {
    const { branch } = this.#model;
    if (branch.head !== null) throw new Error('somebody began the state branch anew');
    branch.reset(oid);
    this.#isMended();
    this.#gone = null;
  }

  #delete(head: string): void {
    const { branch, shown, time, harmed: all } = this.#model;
    // Where nothing was ever shown nobody can know that there was a branch.
    if (shown.deployments.length === 0) return;
    branch.reset(null);
    this.#gone = head;
    all.push({ from: time.now, until: Infinity });
  }
}

/** @returns the text that a person leaves of a file. */
export function harmed(how: Damage, path: string, text: string): string {
  if (how === 'syntax' && path === 'repository.json') return text.slice(0, -20);
  if (how === 'shape' && path === 'repository.json') return '{"refs": 7}\n';
  if (how === 'app' && /^apps\/[^/]+\/app\.json$/.test(path)) return text.slice(2);
  if (how === 'newer-format' && path === 'signalbox.json') return text.replace('"format": 1', '"format": 2');
  return text;
}
