/** Arguments of tools that are run by hand: a slip must not play something else, or nothing, and call it well. */

/** @returns the whole number that an option was given. @throws {RangeError} in words, when it is none. */
export function wholeNumber(option: string, text: string): number {
  const number = Number(text);
  if (text.trim() !== '' && (Number.isSafeInteger(number) || number === Infinity) && number >= 0) {
    return number;
  }
  throw new RangeError(`--${option} takes a whole number, and “${text}” is none`);
}

/** @throws {RangeError} that names what there is, when a word is none of them. */
export function assertKnown(words: readonly string[], known: readonly string[]): void {
  const strange = words.find((word) => !known.includes(word));
  if (strange !== undefined) throw new RangeError(`“${strange}” is none of: ${known.join(', ')}`);
}
