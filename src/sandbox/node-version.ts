/**
 * Whether a Node is new enough.
 * @param version like `v20.18.1`.
 * @param engines what `package.json` asks for, like `>=20.18.1`.
 * @returns what to tell whoever started us; null: it is.
 */
export function nodeTooOld(version: string, engines: string): string | null {
  const [has, needs] = [version, engines].map(numbersOf);
  const at = needs?.findIndex((number, place) => number !== (has?.[place] ?? 0)) ?? -1;
  if (at < 0 || (has?.[at] ?? 0) > (needs?.[at] ?? 0)) return null;
  return `Signalbox needs Node ${engines.replace('>=', '')} or newer; this is ${version.replace('v', '')}.`;
}

function numbersOf(text: string): readonly number[] {
  return (/\d+(?:\.\d+)*/.exec(text)?.[0] ?? '').split('.').map(Number);
}
