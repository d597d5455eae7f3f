import type { HostClock } from './host.ts';

const HIDDEN = '***';

/** Text of a job's log as GitHub keeps it: each line with a timestamp, secrets replaced. */
export class JobLog {
  readonly #clock: HostClock;
  readonly #lines: string[] = [];
  #secrets: string[] = [];

  constructor(clock: HostClock) {
    this.#clock = clock;
  }

  /** Hides a value from now on; a value of several lines also line by line. */
  hide(secret: string): void {
    const values = [secret, ...secret.split(/\r?\n/)].filter((value) => value.trim() !== '');
    this.#secrets = [...new Set([...this.#secrets, ...values])].sort((a, b) => b.length - a.length);
  }

  /** Whether a text contains something hidden. */
  leaks(text: string): boolean {
    return this.#secrets.some((secret) => text.includes(secret));
  }

  masked(text: string): string {
    return this.#secrets.reduce((sofar, secret) => sofar.replaceAll(secret, HIDDEN), text);
  }

  line(text: string): void {
    const at = this.#clock.now().toISOString().replace('Z', '0000Z');
    this.#lines.push(`${at} ${this.masked(text)}`);
  }

  error(text: string): void {
    for (const line of text.split('\n')) this.line(`##[error]${line}`);
  }

  get text(): string {
    return this.#lines.map((line) => `${line}\n`).join('');
  }
}
