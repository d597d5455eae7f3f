import type { CommandName } from '../domain/command.ts';
import { COMMAND_RULES } from '../domain/command.ts';
import type { Detail } from '../domain/detail.ts';
import type { CommandSpelling } from '../commands/spelling.ts';
import { ARGUMENTS, FLAGS, PREFIX, usageOf } from '../commands/spelling.ts';
import { COMMAND_NAMES, COMMANDS, commandNamed } from '../commands/table.ts';
import type { Block, Cell, Item } from './block.ts';
import { list, paragraph, table } from './block.ts';
import type { Phrase } from './phrase.ts';
import { code, joined, say } from './phrase.ts';

/** `/help`: all commands, or one; made from the table of commands, so that it cannot be out of date. */
export function helpBlocks(detail: Detail, short: boolean): readonly Block[] {
  const topic = commandNamed((detail.topic ?? '').replace(/^\//, ''));
  if (topic !== null) return commandBlocks(topic, short);
  const unknown =
    detail.topic === undefined ? [] : [paragraph(say`There is no command ${code(detail.topic)}.`)];
  return [...unknown, ...allCommands(detail, short)];
}

/** The longer help of one command; the reference shows it too. */
export function commandBlocks(name: CommandName, short = true): readonly Block[] {
  const spelling: CommandSpelling = COMMANDS[name];
  const options = optionItems(spelling);
  return [
    paragraph(code(inForm(usageOf(name, spelling), short))),
    paragraph(say`${marked(spelling.summary)}. Needs the role ${code(COMMAND_RULES[name].role)}.`),
    ...spelling.help.map((text) => paragraph(marked(text))),
    ...(options.length === 0 ? [] : [list(options)]),
    paragraph(say`Examples:`),
    list(
      spelling.examples.map(({ command, says }) => ({
        phrase: say`${code(inForm(command, short))} – ${marked(says)}`,
      })),
    ),
  ];
}

function allCommands(detail: Detail, short: boolean): readonly Block[] {
  const rows = COMMAND_NAMES.map((name): readonly Cell[] => [
    [code(inForm(usageOf(name, COMMANDS[name]), short))],
    [marked(COMMANDS[name].summary)],
  ]);
  const environments = detail.environments ?? [];
  return [
    table(['Command', 'What it does'], rows),
    paragraph(
      say`A command stands at the start of a line. What you leave out is filled in where only one value is possible. ${code(inForm('/help rollback', short))} explains one of them.`,
    ),
    ...(environments.length === 0
      ? []
      : [paragraph(say`Environments here: ${joined(environments.map(code))}.`)]),
  ];
}

function optionItems({ arguments: args, flags }: CommandSpelling): readonly Item[] {
  return [
    ...args.map(({ name }) => ({
      phrase: say`${code(ARGUMENTS[name].usage)} – ${marked(ARGUMENTS[name].summary)}`,
    })),
    ...flags.map((flag) => {
      const { value, summary } = FLAGS[flag];
      return {
        phrase: say`${code(value === null ? `--${flag}` : `--${flag} ${value}`)} – ${marked(summary)}`,
      };
    }),
  ];
}

/** `/rollback` where short forms work, else `/signalbox rollback`. */
function inForm(command: string, short: boolean): string {
  return short ? command : command.replace(/^\//, `/${PREFIX} `);
}

/** Our own text from the table, with commands between backticks. */
function marked(text: string): Phrase {
  return text
    .split('`')
    .flatMap((piece, at) => (piece === '' ? [] : at % 2 === 1 ? code(piece) : own(piece)));
}

function own(text: string): Phrase {
  return [{ kind: 'own', text }];
}
