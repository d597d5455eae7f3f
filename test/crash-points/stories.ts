import { OF_CHANGES } from './stories-of-changes.ts';
import { OF_COMMANDS } from './stories-of-commands.ts';
import type { CrashStory } from './story.ts';

/** Each acceptance story in its smallest form, as far as it is a chain of calls of its own. */
export const STORIES: readonly CrashStory[] = [...OF_CHANGES, ...OF_COMMANDS];
