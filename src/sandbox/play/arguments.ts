import { oneLine } from './plain-text.ts';

/** What `npm run sandbox -- …` asks for. */
export type Arguments =
  | { readonly kind: 'play'; readonly story: boolean; readonly port: number | null }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly why: string };

export const USAGE = `npm run sandbox               a small GitHub with Signalbox at work, and a prompt
npm run sandbox -- --story    plays a story without a prompt; exit code 0 only if each step held
npm run sandbox -- --port 4711
                              GitHub's port; without it, any free one`;

export function readArguments(args: readonly string[]): Arguments {
  let story = false;
  let port: number | null = null;
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    if (arg === '--help' || arg === '-h') return { kind: 'help' };
    if (arg === '--story') story = true;
    else if (arg === '--port') {
      at += 1;
      const text = args[at] ?? '';
      port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
      if (port < 1 || port > 65_535) {
        const given = text === '' ? '' : `“${oneLine(text)}” is no port. `;
        return { kind: 'wrong', why: `${given}--port needs a number from 1 to 65535.` };
      }
    } else return { kind: 'wrong', why: `“${oneLine(arg)}” is not known here.` };
  }
  return { kind: 'play', story, port };
}
