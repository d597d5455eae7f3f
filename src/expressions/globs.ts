/**
 * Whether a branch name, tag name or path is meant by a list of globs, as GitHub means them in the filters of a
 * workflow's `on:` (GitHub documentation, "Filter pattern cheat sheet"): `*` stays within a segment, `**` crosses,
 * `?` and `+` repeat the character before them, `[a-z]` is a class, `\` takes the next character as it is. A leading
 * `!` takes out what an earlier glob let in; the last glob that matches decides.
 *
 * Own matcher, because shell globs mean other things (`?`, `**.js`, `+`), and because it runs in time proportional to
 * glob × text: one built on backtracking regular expressions can be made to hang by a glob like `*a*a*a*a*a*a*b`.
 *
 * @param text short name of a branch or tag, or a path without a leading slash.
 */
export function matchesAnyGlob(globs: readonly string[], text: string): boolean {
  let included = false;
  for (const glob of globs) {
    const negated = glob.startsWith('!');
    if (included !== negated) continue;
    if (matches(parseGlob(negated ? glob.slice(1) : glob), text)) included = !negated;
  }
  return included;
}

type CharacterTest = (character: string) => boolean;

/** One state of the matcher. `segments` is what `**` followed by a slash means: nothing, or anything ending in one. */
type Step =
  | { readonly kind: 'one' | 'optional' | 'many'; readonly test: CharacterTest }
  | { readonly kind: 'segments' }
  | { readonly kind: 'in-segments' };

function parseGlob(glob: string): readonly Step[] {
  const steps: Step[] = [];
  let at = 0;
  while (at < glob.length) {
    const [found, length] = stepAt(glob, at, steps);
    steps.push(...found);
    at += length;
  }
  return steps;
}

function stepAt(glob: string, at: number, before: Step[]): readonly [found: Step[], length: number] {
  const character = characterAt(glob, at);
  if (character === '*') return starsAt(glob, at);
  if (character === '[') {
    const end = glob.indexOf(']', at + 2);
    if (end > 0) return [[{ kind: 'one', test: classOf(glob.slice(at + 1, end)) }], end + 1 - at];
  }
  const last = before.at(-1);
  if (last?.kind === 'one' && (character === '?' || character === '+')) {
    before.pop();
    const repeated: Step = { kind: character === '?' ? 'optional' : 'many', test: last.test };
    return [character === '?' ? [repeated] : [last, repeated], 1];
  }
  if (character === '\\' && at + 1 < glob.length) {
    const escaped = characterAt(glob, at + 1);
    return [[literal(escaped)], 1 + escaped.length];
  }
  return [[literal(character)], character.length];
}

/** A whole character, as texts are walked through: 🚀 is one, though a string holds it in two places. */
function characterAt(glob: string, at: number): string {
  return String.fromCodePoint(glob.codePointAt(at) ?? 0);
}

function starsAt(glob: string, at: number): readonly [Step[], number] {
  let end = at;
  while (glob[end] === '*') end += 1;
  if (end - at === 1) return [[{ kind: 'many', test: (character) => character !== '/' }], 1];
  const wholeSegment = (at === 0 || glob[at - 1] === '/') && glob[end] === '/';
  if (wholeSegment) return [[{ kind: 'segments' }, { kind: 'in-segments' }], end + 1 - at];
  return [[{ kind: 'many', test: () => true }], end - at];
}

function literal(wanted: string): Step {
  return { kind: 'one', test: (character) => character === wanted };
}

function classOf(inside: string): CharacterTest {
  const ranges = [...inside.matchAll(/(.)-(.)|(.)/gsu)].map(([, from, to, single]) => ({
    from: from ?? single ?? '',
    to: to ?? single ?? '',
  }));
  return (character) => ranges.some((range) => range.from <= character && character <= range.to);
}

function matches(steps: readonly Step[], text: string): boolean {
  let current = new Set<number>();
  enter(steps, 0, current);
  for (const character of text) {
    const next = new Set<number>();
    for (const at of current) advance(steps, at, character, next);
    if (next.size === 0) return false;
    current = next;
  }
  return current.has(steps.length);
}

/** Adds the state and all that are reached from it without a character. */
function enter(steps: readonly Step[], at: number, into: Set<number>): void {
  if (into.has(at)) return;
  into.add(at);
  const step = steps[at];
  if (step === undefined || step.kind === 'one' || step.kind === 'in-segments') return;
  enter(steps, at + 1, into);
  if (step.kind === 'segments') enter(steps, at + 2, into);
}

function advance(steps: readonly Step[], at: number, character: string, into: Set<number>): void {
  const step = steps[at];
  if (step === undefined || step.kind === 'segments') return;
  if (step.kind === 'in-segments') {
    enter(steps, at, into);
    if (character === '/') enter(steps, at + 1, into);
    return;
  }
  if (step.test(character)) enter(steps, step.kind === 'many' ? at : at + 1, into);
}
