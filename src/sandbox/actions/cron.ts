import { Cron } from 'croner';

/** POSIX's five fields; GitHub knows neither seconds nor `@daily` and its kin. */
const FIVE_FIELDS = /^(?:[\d*,/\-a-z]+\s+){4}[\d*,/\-a-z]+$/i;

/** Whether a `cron:` is due after `from`, at the latest at `to`. It is in UTC; what is no cron is never due. */
export function isDue(cron: string, from: Date, to: Date): boolean {
  const next = nextAfter(cron.trim(), from);
  return next !== null && next.getTime() <= to.getTime();
}

function nextAfter(cron: string, from: Date): Date | null {
  if (!FIVE_FIELDS.test(cron)) return null;
  try {
    return new Cron(cron, { timezone: 'UTC', mode: '5-part' }).nextRun(from);
  } catch {
    return null;
  }
}
