import { Lexer, Parser, type Expr } from '@actions/expressions';
import { TokenType, type Token } from '@actions/expressions/lexer';
import { FUNCTION_NAMES, isKnownFunction } from './functions.ts';
import { reasonOf, shortened } from './refusal.ts';

/** GitHub's lexer takes 21,000 characters; a chain of that many operators would still recurse too deeply. */
const MAX_TOKENS = 1000;

/** Names that are told at once; who wrote more of them reads no longer list. */
const MAX_UNKNOWN = 5;

export type Syntax =
  | { readonly kind: 'tree'; readonly tree: Expr }
  | { readonly kind: 'wrong'; readonly messages: readonly string[] };

/**
 * Parses what stands between `${{` and `}}`.
 *
 * @param roots names that a reference may start with.
 * @returns the tree, or everything that is wrong, each as a sentence.
 */
export function parseExpression(source: string, roots: readonly string[]): Syntax {
  if (source.trim() === '') return wrong(['an expression is empty']);
  try {
    const tokens = new Lexer(source).lex().tokens.map(unquoted);
    if (tokens.length > MAX_TOKENS) {
      return wrong([`an expression has more than ${MAX_TOKENS} words and signs`]);
    }
    const unknown = new Set(unknownNames(tokens, roots));
    if (unknown.size > 0) return wrong([...unknown].slice(0, MAX_UNKNOWN));
    return { kind: 'tree', tree: new Parser(tokens, [...roots], []).parse() };
  } catch (error) {
    return wrong([reasonOf(error)]);
  }
}

function wrong(messages: readonly string[]): Syntax {
  return { kind: 'wrong', messages };
}

/** The library's lexer turns only the first `''` of a string into `'`; GitHub turns all. */
function unquoted(token: Token): Token {
  if (token.type !== TokenType.STRING) return token;
  return { ...token, value: token.lexeme.slice(1, -1).replaceAll("''", "'") };
}

/**
 * Looks at functions before the library does: it finds them in an ordinary object, where `constructor` is a function
 * that GitHub has not.
 */
function unknownNames(tokens: readonly Token[], roots: readonly string[]): string[] {
  const known = new Set(roots.map((root) => root.toLowerCase()));
  return tokens.flatMap((token, at) => {
    if (token.type !== TokenType.IDENTIFIER || tokens[at - 1]?.type === TokenType.DOT) return [];
    const name = token.lexeme;
    const called = shortened(name);
    if (tokens[at + 1]?.type === TokenType.LEFT_PAREN) {
      return isKnownFunction(name)
        ? []
        : [`there is no function ${called}; there are ${FUNCTION_NAMES.join(', ')}`];
    }
    return known.has(name.toLowerCase()) ? [] : [`there is no ${called} here; there are ${roots.join(', ')}`];
  });
}
