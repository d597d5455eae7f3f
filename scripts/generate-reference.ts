import { ARGUMENTS, FLAGS, PREFIX, usageOf } from '../src/commands/spelling.ts';
import type { CommandSpelling } from '../src/commands/spelling.ts';
import { COMMAND_NAMES, COMMANDS } from '../src/commands/table.ts';
import type { CommandName } from '../src/domain/command.ts';
import { COMMAND_RULES } from '../src/domain/command.ts';
import type { Role } from '../src/domain/role.ts';
import { DEFAULT_GRANTS, ROLES } from '../src/domain/role.ts';
import type { ReasonCode } from '../src/domain/reason.ts';
import { REASON_CODES } from '../src/domain/reason.ts';
import { phraseMarkdown } from '../src/views/markdown.ts';
import type { Group } from '../src/views/message.ts';
import { GROUPS } from '../src/views/message.ts';
import { messageOf } from '../src/views/messages.ts';

const MADE = '<!-- Made by `npm run generate`; change the tables in the code instead. -->';

/** The reference pages of commands and reason codes, made from the tables that the product itself uses. */
export function generated(): Record<string, string> {
  return {
    'docs/reference/commands.md': commandsPage(),
    'docs/reference/reason-codes.md': reasonCodesPage(),
  };
}

function commandsPage(): string {
  return [
    '# Commands',
    MADE,
    'The same commands work in a comment, [in a dispatch of the Action](../guide/install-action.md#commands-without-a-comment) and at the prompt of the sandbox.',
    'In a comment:',
    [
      '- A command stands at the start of a line, as plain text. In quotes, lists, code, HTML, HTML comments and footnotes it is none, and neither is one that was edited in later.',
      `- \`/${PREFIX} rollback\` always works; the short form \`/rollback\` works unless the config says \`commands: { short: false }\`.`,
      '- At most one command of a comment may change something. Two of them, be they the same, are refused. A query beside a changing command is not answered.',
      '- `--reason` takes the rest of the line as it is written: what looks like a flag there is text.',
      '- Words that hold spaces stand in double quotes: `--set note="two words"`.',
      '- The first 10,240 characters of a comment are looked at.',
    ].join('\n'),
    'What you leave out is filled in where exactly one value is possible, and the answer names it first. Else the answer lists the candidates as commands. A phase stands for all its environments. A release is written `v12` or `12`, with several apps `web@v12`.',
    'While the config has errors, or is gone, the [last one that could be read](config.md#when-it-cannot-be-read) says who may do what. `/release`, `/promote`, and a `/retry` of anything but a rollback, are refused until it is in order.',
    '## Overview',
    table(
      ['Command', 'What it does', 'Least role'],
      COMMAND_NAMES.map((name) => [
        `[\`/${name}\`](#${name})`,
        COMMANDS[name].summary,
        `\`${COMMAND_RULES[name].role}\``,
      ]),
    ),
    '## Roles',
    '[Policy](../glossary.md#how-signalbox-works), which is the config on the default branch, may give the roles to others, for the repository and for single environments. A later role includes the earlier ones.',
    table(
      ['Role', 'Who has it, where policy says nothing'],
      ROLES.map((role) => [`\`${role}\``, grantsOf(role)]),
    ),
    '## Options of all commands',
    list([
      ['--app app', FLAGS.app.summary],
      ...Object.entries(ARGUMENTS)
        .filter(([name]) => name !== 'topic')
        .map(([name, { usage }]): [string, string] => [
          `--${name} ${usage}`,
          `The same as \`${usage}\` without a flag, where the command takes one`,
        ]),
    ]),
    ...COMMAND_NAMES.flatMap(commandSection),
  ].join('\n\n');
}

function commandSection(name: CommandName): string[] {
  const spelling: CommandSpelling = COMMANDS[name];
  const options: [string, string][] = [
    ...spelling.arguments.map((each): [string, string] => [
      ARGUMENTS[each.name].usage,
      ARGUMENTS[each.name].summary,
    ]),
    ...spelling.flags.map((flag): [string, string] => {
      const { value, summary } = FLAGS[flag];
      return [value === null ? `--${flag}` : `--${flag} ${value}`, summary];
    }),
  ];
  return [
    `## \`/${name}\``,
    `${spelling.summary}. ${COMMAND_RULES[name].query ? 'A query: it changes nothing.' : ''} Least role: \`${COMMAND_RULES[name].role}\`.`,
    ['```text', usageOf(name, spelling), '```'].join('\n'),
    ...spelling.help,
    ...(options.length === 0 ? [] : [list(options)]),
    table(
      ['Example', 'Meaning'],
      spelling.examples.map(({ command, says }) => [`\`${command}\``, says]),
    ),
  ];
}

function grantsOf(role: Role): string {
  return DEFAULT_GRANTS[role]
    .map((grant) =>
      grant.kind === 'team' ? `team ${grant.team}` : `repository permission \`${grant.permission}\``,
    )
    .join(', ');
}

function reasonCodesPage(): string {
  const groups = Object.keys(GROUPS).filter(isGroup);
  return [
    '# Reason codes',
    MADE,
    'Every outcome has one stable name, the same in every [front](../glossary.md#how-signalbox-works). The text is what people read when nothing more is known; with details it names the release, the environment and who did what. The last column says what helps.',
    ...groups.flatMap((group) => [
      `## ${GROUPS[group]}`,
      table(
        ['Code', 'Text', 'What helps'],
        REASON_CODES.filter((code) => messageOf(code).group === group).map(reasonRow),
      ),
    ]),
  ].join('\n\n');
}

function isGroup(name: string): name is Group {
  return Object.hasOwn(GROUPS, name);
}

function reasonRow(code: ReasonCode): string[] {
  const { title, remedy } = messageOf(code);
  return [`\`${code}\``, phraseMarkdown(title({})), remedy === undefined ? '' : phraseMarkdown(remedy({}))];
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return [columns, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function list(items: readonly (readonly [string, string])[]): string {
  return items.map(([code, text]) => `- \`${code}\` – ${text}.`).join('\n');
}
