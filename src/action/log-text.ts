/**
 * A runner obeys lines of the log that begin with `::`, and `##[` wherever it stands (GitHub documentation, "Workflow
 * commands for GitHub Actions"): somebody else's words in our log must not mask, stop or set anything (invariant 15). It
 * trims a line first, of what .NET takes for blanks: U+0085 is one there, and none in JavaScript.
 * @returns the text with a backslash before what would be obeyed.
 */
export function inertText(text: string): string {
  return text.replace(/##(?=\[)/g, '##\\').replace(/^([\s\u0085]*)(?=::)/gm, '$1\\');
}
