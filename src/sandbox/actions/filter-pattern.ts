/**
 * GitHub's filter patterns for branches, tags and paths (GitHub, "Workflow syntax", "Filter pattern cheat sheet"): `*`
 * stops at a slash, `**` does not, `?` and `+` repeat the character before them, `[]` is a class, and a `!` pattern
 * takes back what an earlier one matched.
 */
export function matchesFilter(patterns: readonly string[], value: string): boolean {
  return patterns.reduce(
    (matched, pattern) =>
      pattern.startsWith('!')
        ? matched && !expressionOf(pattern.slice(1)).test(value)
        : matched || expressionOf(pattern).test(value),
    false,
  );
}

function expressionOf(pattern: string): RegExp {
  const source = pattern.replaceAll(/\*\*\/|\*\*|\*|\\.|[.^$|(){}\\]/g, (found) => {
    if (found === '**/') return '(?:.*/)?';
    if (found === '**') return '.*';
    if (found === '*') return '[^/]*';
    return found.length === 2 ? found : `\\${found}`;
  });
  return new RegExp(`^${source}$`, 's');
}
