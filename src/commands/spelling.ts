import type { CommandName } from '../domain/command.ts';

/** What may stand behind a command without a flag, in the order in which it is printed. */
export type ArgumentName = 'release' | 'environment' | 'activity' | 'ref' | 'topic';

export interface ArgumentSpelling {
  readonly name: ArgumentName;
  readonly required: boolean;
}

/** `--app` is taken by every command and is therefore in none of the lists. */
export type FlagName = 'app' | 'cancel' | 'force' | 'apply' | 'for' | 'set' | 'reason';

export interface FlagSpelling {
  /** How its value is shown in a usage line; null for a switch. */
  readonly value: string | null;
  readonly summary: string;
}

export interface Example {
  readonly command: string;
  readonly says: string;
}

/** How people write a command and how it is explained to them. */
export interface CommandSpelling {
  readonly arguments: readonly ArgumentSpelling[];
  readonly flags: readonly FlagName[];
  /** One line without a full stop. */
  readonly summary: string;
  /** Paragraphs of the longer help; names of commands in backticks. */
  readonly help: readonly string[];
  readonly examples: readonly Example[];
}

export const ARGUMENTS = {
  release: { usage: 'vN', summary: 'A release: `v12`, `12`, or `web@v12` where there are several apps' },
  environment: {
    usage: 'environment',
    summary: 'An environment, or a phase that stands for all its environments',
  },
  activity: { usage: 'activity', summary: 'A task or deploy of the release, by its name' },
  ref: { usage: 'ref', summary: 'A branch, a tag or a commit id' },
  topic: { usage: 'command', summary: 'The command to explain' },
} as const satisfies Record<ArgumentName, { usage: string; summary: string }>;

export const FLAGS = {
  app: { value: 'app', summary: 'The app, where the repository has several' },
  cancel: { value: null, summary: 'Cancel the run that is at work there first' },
  force: { value: null, summary: 'Do it although Signalbox advises against it' },
  apply: { value: 'token', summary: 'Do what was shown under this token' },
  for: { value: '2h', summary: 'How long: `90s`, `30m`, `2h`, `1d`, `1w`, or joined like `1h30m`' },
  set: {
    value: 'name=value',
    summary:
      'An input to change; may be given several times. Quote a value that has spaces: `note="two words"`',
  },
  reason: {
    value: '…',
    summary: 'Why, in your words. It takes the rest of the line, so it comes last',
  },
} as const satisfies Record<FlagName, FlagSpelling>;

/** The word that starts the long form, `/signalbox rollback v1`; it works even where short forms are off. */
export const PREFIX = 'signalbox';

/** @returns the usage line, like `/rollback [vN] [environment] [--cancel] [--reason …]`. */
export function usageOf(name: CommandName, spelling: CommandSpelling): string {
  const words = spelling.arguments.map(({ name: argument, required }) =>
    required ? ARGUMENTS[argument].usage : `[${ARGUMENTS[argument].usage}]`,
  );
  const flags = spelling.flags.map((flag) => {
    const { value } = FLAGS[flag];
    return value === null ? `[--${flag}]` : `[--${flag} ${value}]`;
  });
  return [`/${name}`, ...words, ...flags].join(' ');
}
