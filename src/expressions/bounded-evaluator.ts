import { data, Evaluator, type Expr } from '@actions/expressions';
import type { ContextAccess, IndexAccess } from '@actions/expressions/ast';
import { AbsentNull, GivenNull, toData } from './data.ts';
import { boundedFunctions } from './functions.ts';
import type { Json, JsonObject } from './json.ts';
import { ExpressionRefused } from './refusal.ts';
import { spellReference } from './references.ts';

/** Characters that one evaluation may look at or make; GitHub takes 65,535 as a dispatch's whole input. */
const BUDGET = 1_000_000;

/** The context, each root turned into GitHub's data when it is first asked for. */
export class Roots {
  readonly names: readonly string[];
  readonly #values: ReadonlyMap<string, Json>;
  readonly #made = new Map<string, data.ExpressionData>();

  constructor(context: JsonObject) {
    this.names = Object.keys(context);
    this.#values = new Map(Object.entries(context).map(([name, value]) => [name.toLowerCase(), value]));
  }

  /** @returns null when there is no such root; names are compared without case, as on GitHub. */
  get(name: string): data.ExpressionData | null {
    const key = name.toLowerCase();
    const value = this.#values.get(key);
    if (value === undefined) return null;
    const made = this.#made.get(key) ?? toData(value);
    this.#made.set(key, made);
    return made;
  }
}

/** What an evaluation may use: shared by all expressions of one value. */
export class Allowance {
  #left = BUDGET;

  readonly spend = (characters: number): void => {
    this.#left -= characters;
    if (this.#left < 0) throw new ExpressionRefused('it makes too much text');
  };
}

/**
 * GitHub's evaluator with a budget, and with a memory for references that lead nowhere. A reference to nothing is an
 * `AbsentNull`, so that the null of a fallback (`x || null`) is told apart from the null of something not there yet.
 */
export class BoundedEvaluator extends Evaluator {
  /** References that led nowhere, longest form only: `tasks.image.outputs.tag`, not `tasks.image` too. */
  readonly absent: string[] = [];
  readonly #roots: Roots;
  readonly #spend: (characters: number) => void;

  constructor(tree: Expr, roots: Roots, allowance: Allowance) {
    super(tree, new data.Dictionary(), boundedFunctions(allowance.spend));
    this.#roots = roots;
    this.#spend = allowance.spend;
  }

  protected override eval(node: Expr): data.ExpressionData {
    const result = super.eval(node);
    this.#spend(result instanceof data.StringData ? result.value.length + 1 : 1);
    return result;
  }

  override visitContextAccess(access: ContextAccess): data.ExpressionData {
    return this.#roots.get(access.name.lexeme) ?? this.#nowhere(access);
  }

  override visitIndexAccess(access: IndexAccess): data.ExpressionData {
    const result = super.visitIndexAccess(access);
    const leadsNowhere = result instanceof data.Null && !(result instanceof GivenNull);
    return leadsNowhere ? this.#nowhere(access) : result;
  }

  #nowhere(access: Expr): AbsentNull {
    const reference = spellReference(access);
    const last = this.absent.at(-1);
    if (last !== undefined && isStartOf(last, reference)) this.absent.pop();
    if (!this.absent.includes(reference)) this.absent.push(reference);
    return new AbsentNull();
  }
}

function isStartOf(start: string, reference: string): boolean {
  return reference.startsWith(`${start}.`) || reference.startsWith(`${start}[`);
}
