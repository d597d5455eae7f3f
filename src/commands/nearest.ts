/**
 * Finds what somebody probably meant, for "did you mean".
 *
 * @returns the choice that is fewest edits away (a swap of neighbours counts once), or null when even the best
 * differs in more than a third of its letters. Ties go to the first choice.
 */
export function nearest(word: string, choices: readonly string[]): string | null {
  const longest = 40;
  if (word.length === 0 || word.length > longest) return null;
  let best: { choice: string; distance: number } | null = null;
  for (const choice of choices) {
    const distance = edits(word, choice);
    if (distance <= Math.max(1, Math.floor(choice.length / 3)) && distance < (best?.distance ?? Infinity)) {
      best = { choice, distance };
    }
  }
  return best?.choice ?? null;
}

/** Optimal string alignment distance, row by row. */
function edits(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      const swapped =
        row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current[column] = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (beforeLast[column - 2] ?? 0) + 1 : Infinity,
      );
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length] ?? 0;
}
