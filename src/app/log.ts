import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';

/**
 * @param destination where lines go; standard output unless told.
 * @returns the App's log, JSON lines. Of an error only words are logged: Probot hangs the whole webhook on it, and that
 * holds what people wrote in private repositories (attack A25).
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = { level, name: 'signalbox', serializers: { err: wordsOf } };
  return destination ? pino(options, destination) : pino(options);
}

interface ErrorWords {
  readonly type: string;
  readonly message: string;
  readonly stack?: string | undefined;
  readonly causes?: readonly string[];
}

function wordsOf(error: unknown): ErrorWords {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const causes = causesOf(error);
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...(causes.length === 0 ? {} : { causes }),
  };
}

function causesOf(error: Error): readonly string[] {
  const together = error instanceof AggregateError ? error.errors.map(String) : [];
  return error.cause instanceof Error
    ? [...together, String(error.cause), ...causesOf(error.cause)]
    : together;
}
