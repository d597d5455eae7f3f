/**
 * Whether a Node is new enough.
 * @param version like `v20.18.1`.
 * @param engines what `package.json` asks for, like `>=20.18.1`.
 * @returns what to tell whoever started us; null: it is.
 */
export function nodeTooOld(version: string, engines: string): string | null {
  const [has, needs] = [version.replace('v', ''), engines.replace('>=', '')];
  const isOld = has.localeCompare(needs, 'en', { numeric: true }) < 0;
  return isOld ? `Signalbox needs Node ${needs} or newer; this is ${has}.` : null;
}
