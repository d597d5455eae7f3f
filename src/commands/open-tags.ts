const VOID = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'source',
  'track',
  'wbr',
]);

/** Their content is not read as HTML, so what looks like a closing tag in it closes nothing. */
const RAW = new Set([
  'iframe',
  'noembed',
  'noframes',
  'plaintext',
  'script',
  'style',
  'textarea',
  'title',
  'xmp',
]);

const TAG =
  /<(\/?)([a-z][a-z0-9-]*)((?:\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*)\s*\/?>/iy;
const COMMENT = /<!--(?!-?>)(?:(?!--!?>)[\s\S])*-->/y;

/**
 * Tells whether text behind some HTML is still inside of it, in a folded `<details>` for instance, where nobody
 * would see it (attack A18). Strict on purpose: what it cannot read counts as open for good, so a command is
 * rather overlooked than found where people do not look.
 */
export class OpenTags {
  readonly #open = new Map<string, number>();
  #unreadable = false;

  get none(): boolean {
    return !this.#unreadable && [...this.#open.values()].every((count) => count === 0);
  }

  /** Reads a piece of HTML as Markdown delivers it: a block, or one inline tag. */
  read(html: string): void {
    let at = html.indexOf('<');
    while (at >= 0 && !this.#unreadable) {
      at = html.indexOf('<', this.#readAt(html, at));
    }
  }

  /** @returns where to look on. */
  #readAt(html: string, at: number): number {
    COMMENT.lastIndex = at;
    if (COMMENT.test(html)) return COMMENT.lastIndex;
    TAG.lastIndex = at;
    const tag = TAG.exec(html);
    if (tag === null) {
      this.#unreadable = /^<[a-z/!?]/i.test(html.slice(at, at + 2));
      return at + 1;
    }
    const name = (tag[2] ?? '').toLowerCase();
    if (RAW.has(name)) this.#unreadable = true;
    if (!VOID.has(name)) this.#count(name, tag[1] === '/' ? -1 : 1);
    return TAG.lastIndex;
  }

  #count(name: string, by: 1 | -1): void {
    this.#open.set(name, Math.max(0, (this.#open.get(name) ?? 0) + by));
  }
}
