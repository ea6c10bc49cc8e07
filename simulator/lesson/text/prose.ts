import type { Place } from '../../fleet/document/place.ts';
import { quoted } from '../../fleet/document/yaml-value.ts';
import type { Problems } from '../../fleet/fleet-error.ts';
import { placeOf } from './markdown.ts';
import type { InlineNode, MarkdownNode } from './markdown.ts';
import { parsePointer, pointerFound } from './pointer.ts';
import type { Pointer, Targets } from './pointer.ts';
import type { Terms } from './terms.ts';

/** Text as a small tree that a screen can draw: there is no HTML in it. */
export type Block =
  | { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Block[])[] }
  | { readonly kind: 'code'; readonly language: string; readonly text: string };

export type Inline =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  /** A word of the glossary, under which it stands there. */
  | { readonly kind: 'term'; readonly term: string; readonly text: string }
  | { readonly kind: 'strong' | 'emphasis'; readonly children: readonly Inline[] }
  | { readonly kind: 'pointer'; readonly pointer: Pointer; readonly children: readonly Inline[] };

/** Reads the text of one file of a lesson. */
export class ProseReader {
  readonly #file: string;
  readonly #targets: Targets;
  readonly #problems: Problems;
  readonly #terms: Terms | null;
  #isInPointer = false;

  constructor(file: string, targets: Targets, problems: Problems, terms: Terms | null = null) {
    this.#terms = terms;
    this.#file = file;
    this.#targets = targets;
    this.#problems = problems;
  }

  blocks(nodes: readonly MarkdownNode[]): Block[] {
    return nodes.flatMap((node) => this.#block(node));
  }

  inlines(nodes: readonly InlineNode[]): Inline[] {
    return nodes.flatMap((node) => this.#inline(node));
  }

  #block(node: MarkdownNode): Block[] {
    if (node.type === 'paragraph') {
      const [first] = node.children;
      if (first?.type === 'text' && first.value.startsWith('::')) {
        const line = first.value.split('\n')[0]!;
        this.#wrong(node, quoted(line), 'a directive such as ::check{name} or :::do on a line of its own');
        return [];
      }
      return [{ kind: 'paragraph', children: this.inlines(node.children) }];
    }
    if (node.type === 'list') {
      const items = node.children.map((item) => this.blocks(item.children));
      return [{ kind: 'list', ordered: node.ordered === true, items }];
    }
    if (node.type === 'code') return [{ kind: 'code', language: node.lang ?? '', text: node.value }];
    const found = blocksInWords[node.type] ?? node.type;
    this.#wrong(node, found, 'paragraphs, lists and code');
    return [];
  }

  #inline(node: InlineNode): Inline[] {
    switch (node.type) {
      case 'text':
        // A target with a blank in it is no link to Markdown, which would show the brackets.
        for (const [found] of node.value.matchAll(/\[[^[\]]*\]\(/g)) {
          const at = placeInText(placeOf(this.#file, node), node.value, node.value.indexOf(found));
          const expected = '[text](<target>) where the target has blanks in it, and a link as orders->payments';
          this.#problems.add(at, '', 'a pointer that does not end', expected);
        }
        return this.#words(node.value.replaceAll('\n', ' '));
      case 'inlineCode':
        return [{ kind: 'code', text: node.value }];
      case 'strong':
      case 'emphasis':
        return [{ kind: node.type, children: this.inlines(node.children) }];
      case 'link': {
        const pointer = parsePointer(node.url, this.#targets);
        // What can be pressed holds nothing else to press.
        const children = this.#inPointer(() => this.inlines(node.children));
        if (pointer.ok) return [{ kind: 'pointer', pointer: pointer.value, children }];
        this.#wrong(node, pointerFound(node.url), pointer.expected);
        return children;
      }
      case 'break':
        return [{ kind: 'text', text: ' ' }];
      default:
        this.#wrong(
          node,
          `${node.type} inside a line`,
          'text, `code`, *emphasis*, **strong** and [pointers](node:orders)',
        );
        return [];
    }
  }

  #words(text: string): Inline[] {
    return this.#terms === null || this.#isInPointer ? [{ kind: 'text', text }] : this.#terms.in(text);
  }

  #inPointer(read: () => Inline[]): Inline[] {
    this.#isInPointer = true;
    const children = read();
    this.#isInPointer = false;
    return children;
  }

  #wrong(node: MarkdownNode | InlineNode, found: string, expected: string): void {
    this.#problems.add(placeOf(this.#file, node), '', found, expected);
  }
}

function placeInText(start: Place, text: string, offset: number): Place {
  const before = text.slice(0, offset).split('\n');
  const column = before.at(-1)!.length + (before.length === 1 ? start.column : 1);
  return { file: start.file, line: start.line + before.length - 1, column };
}

const blocksInWords: Readonly<Record<string, string>> = {
  html: 'HTML',
  blockquote: 'a quotation',
  thematicBreak: 'a line across',
  heading: 'a heading',
  table: 'a table',
  containerDirective: 'a directive inside another',
  leafDirective: 'a directive inside another',
  definition: 'a definition of a link',
};
