import { calledWorkflows } from './called-workflows.ts';
import { Problems, quoted } from './problems.ts';
import { readSheet } from './read-sheet.ts';
import type { Sheet } from './sheet.ts';
import { closest } from './closest.ts';
import { checkWorkflow, isHandedOurInput, takesOurInput } from './workflow-rules.ts';

const FOLDER = '.github/workflows/';

/** The default branch's workflows; each that a config uses is checked once. */
export class WorkflowBook {
  readonly #texts: Readonly<Record<string, string>>;
  readonly #problems: Problems;
  readonly #checked = new Set<string>();
  readonly #sheets = new Map<string, ReadWorkflow>();

  constructor(texts: Readonly<Record<string, string>>, problems: Problems) {
    this.#texts = texts;
    this.#problems = problems;
  }

  /** Checks a workflow that the config refers to. `complain` says at the reference that there is none. */
  use(file: string, complain: (message: string) => void): void {
    if (!Object.hasOwn(this.#texts, file)) {
      const near = closest(file, Object.keys(this.#texts));
      const help = near === null ? '' : `; did you mean ${quoted(near)}?`;
      complain(`there is no workflow ${FOLDER}${file} on the default branch${help}`);
      return;
    }
    if (this.#checked.has(file)) return;
    this.#checked.add(file);
    const { sheet, problems } = this.#read(file);
    if (sheet !== null) checkWorkflow(sheet, (local) => this.#sheetOf(local));
    this.#problems.addAll(problems.list());
  }

  /** @returns whether the workflow exists and declares the input `signalbox`: that is how it opts in. */
  optsIn(file: string): boolean {
    const sheet = this.#sheetOf(file);
    return sheet !== null && takesOurInput(sheet);
  }

  /**
   * @param name a workflow, and `repository` whose workflows these are, both as in `workflowName`.
   * @returns whether only Signalbox may start it: it takes the input `signalbox`, or one that does calls it.
   */
  deploys(name: string, repository: string): boolean {
    if (this.#takesInput(name)) return true;
    const text = Object.hasOwn(this.#texts, name) ? this.#texts[name] : undefined;
    // Most cannot be called at all, and then the others need not be read.
    if (text !== undefined && !text.includes('workflow_call')) return false;
    const starting = Object.keys(this.#texts).filter((file) => this.#takesInput(file));
    return this.#reachedFrom(starting, repository).has(name);
  }

  /** @returns whether a workflow leads to one that only Signalbox may start, since it is one, or calls one. */
  leadsToDeploy(name: string, repository: string): boolean {
    return [...this.#reachedFrom([name], repository)].some((each) => this.deploys(each, repository));
  }

  #takesInput(file: string): boolean {
    const text = Object.hasOwn(this.#texts, file) ? (this.#texts[file] ?? '') : '';
    const sheet = text.includes('signalbox') ? this.#sheetOf(file) : null;
    return sheet !== null && (takesOurInput(sheet) || isHandedOurInput(sheet));
  }

  /** @returns workflows with all that they call, directly or through others. */
  #reachedFrom(names: readonly string[], repository: string): ReadonlySet<string> {
    const reached = new Set(names);
    // What is added on the way is come to as well.
    for (const name of reached) {
      const called = calledWorkflows(this.#sheetOf(name)?.value ?? null, repository);
      for (const each of called) reached.add(each);
    }
    return reached;
  }

  /** @returns whether the workflow cannot be read, but speaks of us: it was meant to opt in. */
  isBrokenAttempt(file: string): boolean {
    const text = Object.hasOwn(this.#texts, file) ? (this.#texts[file] ?? '') : '';
    return text.includes('signalbox') && this.#sheetOf(file) === null;
  }

  /** @returns the file of a workflow by its bare name: `deploy.yaml` only where there is no `deploy.yml`. */
  fileOf(name: string): string {
    const long = `${name}.yaml`;
    return Object.hasOwn(this.#texts, long) && !Object.hasOwn(this.#texts, `${name}.yml`)
      ? long
      : `${name}.yml`;
  }

  #sheetOf(file: string): Sheet | null {
    return Object.hasOwn(this.#texts, file) ? this.#read(file).sheet : null;
  }

  #read(file: string): ReadWorkflow {
    const before = this.#sheets.get(file);
    if (before !== undefined) return before;
    const problems = new Problems();
    const text = this.#texts[file] ?? '';
    const sheet = readSheet({ file: `${FOLDER}${file}`, text, exactNumbers: false }, problems);
    const made = { sheet, problems };
    this.#sheets.set(file, made);
    return made;
  }
}

/** A workflow as it was read, with what was wrong with it: it counts only if the config uses the workflow. */
interface ReadWorkflow {
  readonly sheet: Sheet | null;
  readonly problems: Problems;
}
