import type { StoryWorld } from './story-world.ts';

// The one place that says in what two plays of a story may differ and still have ended alike: names that are made up
// anew each time, when something happened and how long it took, what a sweep notes for itself, and what a person did who found a run dead.

/** What is made up anew: commits, nonces, digests and tokens, instants, numbers of runs and of deployments. */
const MADE_UP: readonly (readonly [RegExp, string])[] = [
  [/\b[0-9a-f]{40}\b/g, '<commit>'],
  [/\b[0-9a-f]{12}\b|`[0-9a-f]{7}`/g, '<commit>'],
  [/\b[0-9a-f]{16,64}(-\w+)?\b/g, '<nonce>'],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, '<time>'],
  [/\d{4}-\d\d-\d\d \d\d:\d\d( UTC)?/g, '<time>'],
  [/\b\d{1,2} [A-Z][a-z]{2} \d{4}, \d\d:\d\d UTC/g, '<time>'],
  [/\bjust now\b|\b\d+ (min|h|d) ago\b/g, '<age>'],
  [/ · (\d+ (s|min|h) ?)+ · /g, ' · <duration> · '],
  [/--apply [0-9a-f]{8}\b/g, '--apply <token>'],
  // Of a push that a sweep finds GitHub does not say whose it was.
  [/\bby (alice|signalbox) on\b/g, 'by <somebody> on'],
  [/\b3\d{10}\b/g, '<run>'],
  [/\b34\d{8}\b/g, '<deployment>'],
];

/**
 * Turns differ with what was read and written again. A sweep notes when it looked and what it watches, and GitHub does
 * not tell it who pushed. A job that was killed has reported nothing, and one that lives may have nothing to report.
 */
const OF_CHANCE =
  /^(signalbox\.json turn|repository\.json (commentsSince|sweptAt|movedAt|watched|seen)|\S+ \S*(projections\.comments|createdBy)|inputs\.json outcomes: \[|\S+ \S*attempts\.outputs: \{\}$)/;

/** Of a person's way out when a run was killed: said so, answered, attempted once more. */
const OF_HELP =
  /^#\d+ \/(retry|unlock)|reply:comment:\d|notice:|attempts\.(count|asked|by)|lastTouch\.attempt|app\.json runs|outcomes\.comment:\d/;

/** @returns the line as it is in every play of the story; null when it says nothing about the end. */
export function withoutChance(world: StoryWorld, line: string): string | null {
  if (OF_CHANCE.test(line)) return null;
  const plain = line.replaceAll(world.sandbox.url, '<github>');
  const commits = [...world.commits].reduce(
    (text, [sha, message]) =>
      text.replaceAll(sha, `<${message}>`).replaceAll(sha.slice(0, 7), `<${message}>`),
    plain,
  );
  const comments = world.said.reduce(
    (text, comment, index) => text.replaceAll(String(comment), `<comment ${String(index + 1)}>`),
    commits,
  );
  return MADE_UP.reduce((text, [pattern, name]) => text.replace(pattern, name), comments);
}

/** @returns a line of {@link withoutChance} as if nobody had helped; null when it only says that somebody had to. */
export function withoutHelp(line: string): string | null {
  return OF_HELP.test(line) ? null : line.replaceAll(/ · attempt \d+\b/g, '');
}

/** Whether a line may be missing: for a command that a sweep finds, 👀 would come too late. */
export function mayBeMissing(line: string): boolean {
  return line.endsWith(' eyes');
}
