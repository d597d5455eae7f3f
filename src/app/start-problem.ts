import { GitHubRefused, GitHubUnavailable } from '../github/client.ts';
import { SettingsError } from './settings.ts';

/** @returns why the App could not start, in words that say what to change; a bug keeps its stack. */
export function startProblem(error: unknown): string {
  if (error instanceof SettingsError) return error.message;
  const why = whyOf(error);
  if (why !== null) return `Signalbox cannot start: ${why}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function whyOf(error: unknown): string | null {
  if (error instanceof GitHubRefused) {
    return `GitHub does not know this App (${error.message}). APP_ID and the private key must belong together.`;
  }
  if (error instanceof GitHubUnavailable) return `GitHub cannot be reached (${error.message}).`;
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE') return 'another program listens there already. Set PORT to a free one.';
  if (code === 'EACCES') return 'it may not listen on this port. Set PORT to one above 1023.';
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return 'HOST is no address of this machine. Set it to 0.0.0.0 to listen on all of them.';
  }
  return null;
}
