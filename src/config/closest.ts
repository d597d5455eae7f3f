/** @returns the candidate that somebody who wrote `word` probably meant; null when none is near. */
export function closest(word: string, candidates: readonly string[]): string | null {
  const wanted = simple(word);
  const limit = wanted.length <= 3 ? 1 : 2;
  let best: string | null = null;
  let least = limit + 1;
  for (const candidate of candidates) {
    const other = simple(candidate);
    const distance = other === `${wanted}s` || wanted === `${other}s` ? 0 : editDistance(wanted, other);
    if (distance < least) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

/** Spelling apart from case and separators: `releaseOn`, `release_on` and `release-on` are one word. */
function simple(word: string): string {
  return word.slice(0, 80).toLowerCase().replaceAll(/[-_ ]/g, '');
}

/** Levenshtein's: single characters put in, taken out or exchanged. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [index, character] of [...a].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= b.length; column += 1) {
      const exchanged = (row[column - 1] ?? 0) + (character === b[column - 1] ? 0 : 1);
      next.push(Math.min(exchanged, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
