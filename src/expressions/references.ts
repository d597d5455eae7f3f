import { data, type Expr } from '@actions/expressions';
import {
  Binary,
  ContextAccess,
  FunctionCall,
  Grouping,
  IndexAccess,
  Literal,
  Logical,
  Star,
  Unary,
} from '@actions/expressions/ast';

/** The names along a reference: `tasks['image'].outputs.tag` is `['tasks', 'image', 'outputs', 'tag']`. */
export type ReferencePath = readonly string[];

/** Stands in a path for a step that is only known when the expression runs: `tasks[inputs.which]`, `tasks.*`. */
export const STEP_UNKNOWN = '*';

/** @returns every reference of a parsed expression, in reading order. */
export function referencesIn(tree: Expr): readonly ReferencePath[] {
  if (tree instanceof ContextAccess) return [[tree.name.lexeme]];
  if (tree instanceof IndexAccess) return indexReferences(tree);
  return childrenOf(tree).flatMap(referencesIn);
}

/** @returns how people write a reference: `tasks.image.outputs.tag`, `deploys['eu.west'].outputs.url`. */
export function spellReference(access: Expr): string {
  if (access instanceof ContextAccess) return access.name.lexeme;
  if (!(access instanceof IndexAccess)) return '(…)';
  const base = spellReference(access.expr);
  if (access.index instanceof Star) return `${base}.*`;
  const name = literalName(access.index);
  if (name === null) return `${base}[…]`;
  return /^[A-Za-z_][\w-]*$/.test(name) ? `${base}.${name}` : `${base}['${name}']`;
}

function indexReferences(access: IndexAccess): readonly ReferencePath[] {
  const inner = access.index instanceof Star ? [] : referencesIn(access.index);
  const path = writtenPath(access);
  return path === null ? [...referencesIn(access.expr), ...inner] : [path, ...inner];
}

/** Null when the chain does not start at a name, like `fromJSON(…).x`. */
function writtenPath(access: Expr): ReferencePath | null {
  if (access instanceof ContextAccess) return [access.name.lexeme];
  if (!(access instanceof IndexAccess)) return null;
  const base = writtenPath(access.expr);
  return base === null ? null : [...base, literalName(access.index) ?? STEP_UNKNOWN];
}

function literalName(index: Expr): string | null {
  return index instanceof Literal && index.literal instanceof data.StringData ? index.literal.value : null;
}

function childrenOf(tree: Expr): readonly Expr[] {
  if (tree instanceof Binary) return [tree.left, tree.right];
  if (tree instanceof Logical || tree instanceof FunctionCall) return tree.args;
  if (tree instanceof Unary) return [tree.expr];
  if (tree instanceof Grouping) return [tree.group];
  return [];
}
