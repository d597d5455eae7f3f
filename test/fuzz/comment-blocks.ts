import fc from 'fast-check';
import type { Command } from '../../src/domain/command.ts';
import { COMMAND_RULES } from '../../src/domain/command.ts';
import { spellCommand } from '../../src/commands/spell.ts';
import { anyCommand } from '../support/any-command.ts';

/** Commands whose text has nothing that Markdown or HTML would take for their own. */
const plain = anyCommand
  .filter((command) => !COMMAND_RULES[command.name].query && /^[\w/ .@:,"-]+$/.test(spellCommand(command)))
  .map((command) => ({ command, line: spellCommand(command) }));

const prose = fc.constantFrom(
  'Checkout is broken.',
  'It *is* bad, see `log`.',
  'And/or so: 1 / 2.',
  'Thanks!',
);

/** Ways to write a command so that it is no command, each a block of its own. */
const HIDDEN: readonly ((line: string, words: string) => string)[] = [
  (line) => `> ${line}`,
  (line, words) => `> ${words}\n${line}`,
  (line) => `\`\`\`\n${line}\n\`\`\``,
  (line) => `~~~~ sh\n\n${line}\n~~~\n~~~~`,
  (line) => `\`\`${line}\`\``,
  (line, words) => `${words} ${line}`,
  (line) => `- ${line}`,
  (line, words) => `1. ${words}\n   ${line}`,
  (line) => `# ${line}`,
  (line) => `**${line}**`,
  (line) => `[${line}](https://example.com)`,
  (line) => `![see\n${line}\n](x.png)`,
  (line) => `[^note]: see\n${line}`,
  (line) => `| a |\n| - |\n| ${line} |`,
  (line) => `<!-- ${line} -->`,
  (line) => `<!--\n\n${line}\n\n-->`,
  (line) => `<details>\n<summary>x</summary>\n\n${line}\n\n</details>`,
  (line) => `<div>\n${line}\n</div>`,
  (line) => `<pre>\n\n${line}\n\n</pre>`,
  (line) => `\\${line}`,
  (line) => `&#47;${line.slice(1)}`,
  (line) => `/${line}`,
  (_, words) => words,
];

export const hiddenBlock: fc.Arbitrary<string> = fc
  .tuple(plain, prose, fc.constantFrom(...HIDDEN))
  .map(([{ line }, words, hide]) => hide(line, words));

/** Ways to write it so that it is one. */
const SEEN: readonly ((line: string, words: string) => string)[] = [
  (line) => line,
  (line) => ` ${line}  `,
  (line, words) => `${words}\n${line}`,
  (line, words) => `${line}\n${words}`,
  (line, words) => `${words}  \n${line}\n${words}`,
  (line) => `/status\n${line}\n/help`,
  (line) => `${line}\n-- \nSent from my phone`,
  (line, words) => `<!-- ${words} -->\n\n${line}`,
];

export const visibleBlock: fc.Arbitrary<{ readonly text: string; readonly command: Command }> = fc
  .tuple(plain, prose, fc.constantFrom(...SEEN))
  .map(([{ line, command }, words, show]) => ({ text: show(line, words), command }));

const LINES = /\r\n|\r|\n/;

/** Ways to hide any text whatever; each takes out of it what would end the hiding. */
export const HIDINGS: readonly ((text: string) => string)[] = [
  (text) => each(text, (line) => `> ${line}`),
  (text) => each(text, (line) => `    ${line}`),
  (text) => `- first\n${each(text, (line) => `  ${line}`)}`,
  (text) => `~~~~\n${text.replaceAll('~', '')}\n~~~~`,
  (text) => `\`\`\`\`\n${text.replaceAll('`', '')}`,
  (text) => `<!--\n${text.replaceAll('--', '')}\n-->`,
  (text) => `<details>\n\n${text.replaceAll('</', '')}\n`,
  (text) => `see <details> there\n\n${text.replaceAll('</', '')}\n`,
  (text) => `<textarea>\n${text.replaceAll('</', '')}\n`,
  (text) => `[^x]: ${each(text, (line) => line || 'x').replace(/^[ \t]+$/gm, 'x')}`,
  (text) => `${'word '.repeat(2100)}\n\n${text}`,
];

function each(text: string, change: (line: string) => string): string {
  return text.split(LINES).map(change).join('\n');
}
