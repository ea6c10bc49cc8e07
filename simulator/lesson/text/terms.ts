import type { Glossary } from './glossary.ts';
import type { Inline } from './prose.ts';

/** Finds the terms of a glossary in a text: each where it is used first, since nobody needs to be told twice in a row. */
export class Terms {
  readonly #glossary: Glossary;
  readonly #pattern: RegExp | null;
  readonly #told = new Set<string>();
  /** Terms that were found anywhere. */
  readonly found = new Set<string>();

  constructor(glossary: Glossary) {
    this.#glossary = glossary;
    // The longest first: `dead-letter topic` is no `topic`.
    const forms = [...glossary.terms.keys()].sort((one, other) => other.length - one.length);
    this.#pattern =
      forms.length === 0
        ? null
        : new RegExp(String.raw`(?<![\p{L}\p{N}-])(?:${forms.map(escaped).join('|')})(?![\p{L}\p{N}-])`, 'giu');
  }

  /** From here on a text stands by itself. */
  begin(): void {
    this.#told.clear();
  }

  in(text: string): Inline[] {
    if (this.#pattern === null) return [{ kind: 'text', text }];
    const parts: Inline[] = [];
    let from = 0;
    for (const match of text.matchAll(this.#pattern)) {
      const term = this.#glossary.terms.get(match[0].toLowerCase())!;
      if (this.#told.has(term)) continue;
      this.#told.add(term);
      this.found.add(term);
      if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index) });
      parts.push({ kind: 'term', term, text: match[0] });
      from = match.index + match[0].length;
    }
    if (from < text.length || parts.length === 0) parts.push({ kind: 'text', text: text.slice(from) });
    return parts;
  }
}

function escaped(form: string): string {
  return form.replace(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`).replace(/\s+/g, String.raw`\s+`);
}
