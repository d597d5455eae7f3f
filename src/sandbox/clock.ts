/** The sandbox's time: real time plus an offset that only grows. Every `Date` header and timestamp comes from here. */
export interface Clock {
  now(): Date;
  /** Moves the clock forward and wakes what became due. */
  advance(seconds: number): void;
  /** Calls `wake` once, when the clock reaches `when`; the answer takes it back. */
  at(when: Date, wake: () => void): () => void;
  /** Takes every alarm back. */
  stop(): void;
}

/** `start` is what the clock shows first; default: real time. */
export function startClock(start: Date = new Date()): Clock {
  let offset = start.getTime() - Date.now();
  const alarms = new Set<Alarm>();
  const now = (): Date => new Date(Date.now() + offset);
  return {
    now,
    advance(seconds) {
      if (seconds < 0) throw new RangeError('the clock does not go back');
      offset += seconds * 1000;
      for (const alarm of [...alarms]) alarm.set(now());
    },
    at(when, wake) {
      const alarm = newAlarm(when, () => {
        alarms.delete(alarm);
        wake();
      });
      alarms.add(alarm);
      alarm.set(now());
      return () => {
        alarm.clear();
        alarms.delete(alarm);
      };
    },
    stop() {
      for (const alarm of alarms) alarm.clear();
      alarms.clear();
    },
  };
}

/** GitHub's spelling of a moment: UTC, whole seconds. */
export function timestamp(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

interface Alarm {
  set(now: Date): void;
  clear(): void;
}

/** Longest delay that a Node timer takes; a later alarm is set again when it ends. */
const LONGEST_DELAY = 2 ** 31 - 1;

function newAlarm(when: Date, wake: () => void): Alarm {
  let timer: NodeJS.Timeout | null = null;
  const clear = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const set = (now: Date): void => {
    clear();
    const left = Math.max(0, when.getTime() - now.getTime());
    timer =
      left > LONGEST_DELAY
        ? setTimeout(() => set(new Date(now.getTime() + LONGEST_DELAY)), LONGEST_DELAY)
        : setTimeout(wake, left);
    timer.unref();
  };
  return { set, clear };
}
