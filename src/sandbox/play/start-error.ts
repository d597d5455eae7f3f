/** Why the sandbox does not start, as whoever started it can mend it. */
export function startError(error: unknown, port: number | null): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? error.code : null;
  const isOurs = port !== null && 'port' in error && error.port === port;
  if (code === 'EADDRINUSE' && isOurs) {
    return `port ${String(port)} is in use; take another, or leave --port out for any free one.`;
  }
  if (code === 'EACCES' && isOurs) {
    return `you may not listen on port ${String(port)}; take one from 1024 on.`;
  }
  return error.message;
}
