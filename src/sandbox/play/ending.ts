/** How the end is asked for, and made sure of. */
export interface Ending {
  /** Aborted once somebody asks for the end. */
  readonly asked: AbortSignal;
  /**
   * Somebody asks for the end, by a signal or at the prompt. Who asks again does not want to wait.
   * @param code exit code if it has to be at once.
   */
  ask(code: number): void;
  /** From now on everything is closed; what cannot be within a few seconds is cut off. @param code exit code. */
  begin(code: number): void;
}

export interface EndingOptions {
  readonly print: (text: string) => void;
  /** Ends this process at once; what it leaves behind is removed then. */
  readonly exit: (code: number) => void;
  /** Milliseconds on a clock that only goes on. */
  readonly now: () => number;
}

/** How long open work may take to close. */
const PATIENCE_MS = 3_000;

/** One press of Ctrl-C reaches us twice, from the terminal and from the program that started us. */
const SAME_PRESS_MS = 250;

export function newEnding({ print, exit, now }: EndingOptions): Ending {
  const end = new AbortController();
  let askedAt: number | null = null;
  let code = 0;
  let timer: NodeJS.Timeout | null = null;
  const begin = (given: number): void => {
    code = given;
    // Whoever is done before then does not wait for it.
    timer ??= setTimeout(() => exit(code), PATIENCE_MS).unref();
  };
  return {
    asked: end.signal,
    begin,
    ask(atOnce) {
      if (askedAt !== null) {
        if (now() - askedAt >= SAME_PRESS_MS) exit(atOnce);
        return;
      }
      askedAt = now();
      print('Ending …');
      begin(0);
      end.abort();
    },
  };
}
