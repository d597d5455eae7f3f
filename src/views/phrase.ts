/** A piece of a sentence. Only `own` words are ours; a renderer escapes everything else (invariant 15). */
export type Part =
  | { readonly kind: 'own'; readonly text: string }
  | { readonly kind: 'foreign'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong'; readonly phrase: Phrase }
  | { readonly kind: 'link'; readonly label: Phrase; readonly url: string };

/**
 * A sentence, or part of one, before anybody has decided whether it becomes Markdown or terminal text. Since a string
 * from outside cannot become `own` but through a literal in this code, nothing foreign can be forgotten.
 */
export type Phrase = readonly Part[];

/** Tag for our own words: say`waits for ${code(name)}`. Values are phrases or numbers, never strings. */
export function say(words: TemplateStringsArray, ...values: readonly (Phrase | number)[]): Phrase {
  return words.flatMap((text, at): Part[] => {
    const value = values[at];
    const own: Part[] = text === '' ? [] : [{ kind: 'own', text }];
    if (value === undefined) return own;
    return [...own, ...(typeof value === 'number' ? [{ kind: 'own', text: String(value) } as const] : value)];
  });
}

/** Somebody else's words, shown as text. */
export function foreign(text: string): Phrase {
  return [{ kind: 'foreign', text }];
}

/** A name, a commit, a command: shown letter for letter. */
export function code(text: string): Phrase {
  return [{ kind: 'code', text }];
}

export function strong(phrase: Phrase): Phrase {
  return [{ kind: 'strong', phrase }];
}

/** A link; an address that is not `https:` or `http:` leaves the label alone. */
export function link(label: Phrase, url: string | null | undefined): Phrase {
  return url === null || url === undefined || !isWebAddress(url) ? label : [{ kind: 'link', label, url }];
}

/** @returns the phrases with our own text between them. */
export function joined(phrases: readonly Phrase[], between: Phrase = say`, `): Phrase {
  return phrases.flatMap((phrase, at) => (at === 0 ? phrase : [...between, ...phrase]));
}

/** @returns `a, b and c`. */
export function listed(phrases: readonly Phrase[]): Phrase {
  const last = phrases.at(-1) ?? [];
  return phrases.length < 2 ? last : say`${joined(phrases.slice(0, -1))} and ${last}`;
}

function isWebAddress(url: string): boolean {
  return URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol);
}
