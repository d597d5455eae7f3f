import type { JsonObject } from '../domain/json.ts';

/** Outputs go into the release's record, which has room for this many characters of them. */
export const OUTPUTS_MAX = 64 * 1024;

export type OutputsRead =
  { readonly ok: true; readonly outputs: JsonObject } | { readonly ok: false; readonly message: string };

/**
 * Reads `$SIGNALBOX_OUTPUT`: `name=value` lines and `name<<MARK … MARK` blocks, as in GitHub's own output files (GitHub
 * documentation, "Workflow commands", setting an output parameter). Values are text.
 */
export function readOutputFile(text: string): OutputsRead {
  if (text.length > OUTPUTS_MAX) return { ok: false, message: `it has more than ${OUTPUTS_MAX} characters` };
  // PowerShell begins a file with a byte order mark.
  const outputs = new Map<string, string>();
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line === '') continue;
    const [, name = '', operator, rest = ''] = /^([A-Za-z0-9_.-]+)(=|<<)(.*)$/s.exec(line) ?? [];
    if (operator === undefined) {
      return { ok: false, message: `line ${at + 1} is neither name=value nor name<<MARK` };
    }
    // No record can keep it, nor can an expression name it.
    if (name === '__proto__') {
      return { ok: false, message: `line ${at + 1} has a name that no output can have` };
    }
    if (operator === '=') {
      outputs.set(name, rest);
      continue;
    }
    const end = lines.indexOf(rest, at + 1);
    if (end < 0) return { ok: false, message: `the block of ${name} has no closing ${rest}` };
    outputs.set(name, lines.slice(at + 1, end).join('\n'));
    at = end;
  }
  return { ok: true, outputs: Object.fromEntries(outputs) };
}
