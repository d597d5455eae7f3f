/** A line like `::error file=a.ts,line=3::message`. */
export interface LogCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly value: string;
}

/** Reads a workflow command from a line of output (GitHub, "Workflow commands"); null: just a line. */
export function parseLogCommand(line: string): LogCommand | null {
  const match = /^::([\w-]+)(?: (.*?))?::(.*)$/s.exec(line.trimStart());
  if (match === null) return null;
  const [, name = '', written = '', value = ''] = match;
  const properties = written.split(',').flatMap((each) => {
    const at = each.indexOf('=');
    return at <= 0 ? [] : [[each.slice(0, at).trim(), unescapeProperty(each.slice(at + 1))] as const];
  });
  return {
    name: name.toLowerCase(),
    properties: Object.fromEntries(properties),
    value: unescapeValue(value),
  };
}

function unescapeValue(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

function unescapeProperty(text: string): string {
  return text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');
}
