/** @returns the mode of a new file: scripts can be run, as whoever wrote them by hand would have seen to. */
export function modeOf(text: string): '100644' | '100755' {
  return text.startsWith('#!') ? '100755' : '100644';
}
