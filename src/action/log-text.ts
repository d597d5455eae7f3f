/**
 * A runner obeys lines of the log that begin with `::`, and `##[` wherever it stands (GitHub documentation, "Workflow
 * commands for GitHub Actions"): somebody else's words in our log must not mask, stop or set anything (invariant 15).
 * @returns the text with a backslash before what would be obeyed.
 */
export function inertText(text: string): string {
  return text.replace(/##(?=\[)/g, '##\\').replace(/^(\s*)(?=::)/gm, '$1\\');
}
