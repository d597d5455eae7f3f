import { referencesIn, type ReferencePath } from './references.ts';
import { parseExpression } from './syntax.ts';
import { splitTemplate } from './template.ts';

/**
 * Looks at a text with `${{ }}` without evaluating it.
 *
 * @param roots names that a reference may start with.
 * @returns what is wrong, each as a sentence; empty when all is well or there is no expression.
 */
export function checkExpression(text: string, roots: readonly string[]): string[] {
  const template = splitTemplate(text);
  if (template.kind === 'unclosed') return ['a "${{" has no "}}"'];
  return template.parts.flatMap((part) => {
    if (part.kind === 'text') return [];
    const syntax = parseExpression(part.source, roots);
    return syntax.kind === 'wrong' ? [...syntax.messages] : [];
  });
}

/** @returns every reference in the text's expressions, as far as it is written out; none where the syntax is wrong. */
export function findReferences(text: string, roots: readonly string[]): readonly ReferencePath[] {
  const template = splitTemplate(text);
  if (template.kind === 'unclosed') return [];
  return template.parts.flatMap((part) => {
    if (part.kind === 'text') return [];
    const syntax = parseExpression(part.source, roots);
    return syntax.kind === 'tree' ? referencesIn(syntax.tree) : [];
  });
}
