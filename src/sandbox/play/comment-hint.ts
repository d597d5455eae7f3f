/**
 * Names of the commands, as the reference page lists them.
 * @param page text of `docs/reference/commands.md`.
 */
export function commandsIn(page: string): readonly string[] {
  return [...page.matchAll(/^\| \[`\/([a-z-]+)`\]/gm)].map(([, name = '']) => name);
}

/**
 * Comments without a command are not answered, on GitHub neither; but who wanted to write one would wait for ever.
 * @returns what whoever wrote it may have meant; null: there is a command in it, or nothing that looks like one.
 */
export function commentHint(body: string, commands: readonly string[]): string | null {
  const lines = body.toLowerCase().split('\n');
  const names = commands.join('|');
  const isCommand = new RegExp(`^ {0,3}/(?:signalbox\\b|(?:${names})(?![\\w-]))`);
  if (lines.some((line) => isCommand.test(line))) return null;
  const [, odd] = lines.map((line) => /^\s*\/([\w-]+)/.exec(line)).find((found) => found !== null) ?? [];
  if (odd !== undefined) return `No command in it, so nobody answers. ${meant(odd, commands)}`;
  const [, bare] = new RegExp(`^\\s*(${names})(?![\\w-])`).exec(lines[0] ?? '') ?? [];
  if (bare !== undefined && lines.length === 1) {
    return `No command in it, so nobody answers. Did you mean /${bare}?`;
  }
  return new RegExp(`(?:^|[\\s\`])/(?:${names})(?![\\w-])`).test(body)
    ? 'No command in it, so nobody answers: one stands at the start of a line, outside of quotes and code.'
    : null;
}

function meant(word: string, commands: readonly string[]): string {
  const near = commands
    .map((name) => ({ name, steps: distance(word, name) }))
    .filter(({ name, steps }) => steps <= Math.max(1, Math.floor(name.length / 3)))
    .sort((one, other) => one.steps - other.steps);
  const [nearest] = near;
  return nearest === undefined ? '/help lists the commands.' : `Did you mean /${nearest.name}?`;
}

/** Letters to add, to leave out or to change (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [at, letter] of [...one].entries()) {
    const next = [at + 1];
    for (let past = 1; past <= other.length; past += 1) {
      const change = (row[past - 1] ?? 0) + (other[past - 1] === letter ? 0 : 1);
      next.push(Math.min(change, (row[past] ?? 0) + 1, (next[past - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
