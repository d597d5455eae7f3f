/**
 * @returns milliseconds that this process has computed so far: unlike a clock, it stands still while other programs
 * have the processor, so that a limit on it holds on a busy machine too.
 */
export function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
