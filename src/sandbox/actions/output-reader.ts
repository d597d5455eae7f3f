import type { JobLog } from './job-log.ts';
import { parseLogCommand, type LogCommand } from './log-commands.ts';

const SHOWN = new Set(['error', 'warning', 'notice', 'debug', 'group', 'endgroup']);

/** Reads what a step prints: commands act, everything else goes into the log. */
export class OutputReader {
  readonly #log: JobLog;
  readonly #outputs: Map<string, string>;
  readonly #state: Map<string, string>;
  /** While set, commands are only text until this word comes. */
  #resume: string | null = null;

  constructor(log: JobLog, outputs: Map<string, string>, state: Map<string, string>) {
    this.#log = log;
    this.#outputs = outputs;
    this.#state = state;
  }

  read(line: string): void {
    const command = parseLogCommand(line);
    if (command === null) this.#log.line(line);
    else if (this.#resume === null) this.#obey(command, line);
    else if (command.name === this.#resume.toLowerCase()) this.#resume = null;
    else this.#log.line(line);
  }

  #obey(command: LogCommand, line: string): void {
    const name = command.properties['name'] ?? '';
    if (command.name === 'add-mask') this.#log.hide(command.value);
    else if (command.name === 'set-output') this.#outputs.set(name, command.value);
    else if (command.name === 'save-state') this.#state.set(name, command.value);
    else if (command.name === 'stop-commands') this.#resume = command.value;
    else if (command.name === 'echo') return;
    else if (SHOWN.has(command.name)) this.#show(command);
    else this.#log.line(line);
  }

  #show(command: LogCommand): void {
    for (const line of command.value.split(/\r?\n/)) this.#log.line(`##[${command.name}]${line}`);
  }
}
