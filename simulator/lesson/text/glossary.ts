import type { Place } from '../../fleet/document/place.ts';
import type { Problems } from '../../fleet/fleet-error.ts';
import { quoted } from '../../fleet/document/yaml-value.ts';
import { markdownOf, placeOf } from './markdown.ts';
import type { InlineNode, MarkdownNode } from './markdown.ts';
import type { Inline } from './prose.ts';

/** Words that explain themselves wherever a text uses them. */
export interface Glossary {
  /** What each term means, by the term. */
  readonly meanings: ReadonlyMap<string, readonly Inline[]>;
  /** The term that is meant, by every form of it, in small letters. */
  readonly terms: ReadonlyMap<string, string>;
}

const example = '## a term, then "also: other forms of it" where there are any, then what it means';

/** Reads glossary.md: a heading for each term, a line `also:` with other forms, and what it means. */
export function readGlossary(file: string, text: string, problems: Problems): Glossary {
  const meanings = new Map<string, readonly Inline[]>();
  const terms = new Map<string, string>();
  const name = (form: string, term: string, at: Place): void => {
    const known = terms.get(form.toLowerCase());
    if (known !== undefined && known !== term)
      problems.add(at, '', `${quoted(form)} once more, which is ${quoted(known)}`, 'every form under one term');
    terms.set(form.toLowerCase(), term);
  };
  for (const { term, at, nodes } of entriesOf(file, text, problems)) {
    name(term, term, at);
    const [first, ...rest] = nodes;
    const also = first?.type === 'paragraph' ? /^also: (.+)$/s.exec(plain(first.children))?.[1] : undefined;
    for (const form of also?.split(',') ?? []) name(form.trim(), term, placeOf(file, first!));
    const paragraphs = also === undefined ? nodes : rest;
    const meaning = paragraphs.flatMap((node, index): Inline[] => {
      if (node.type !== 'paragraph') {
        problems.add(placeOf(file, node), '', `${node.type} in a meaning`, 'a sentence or two');
        return [];
      }
      return [
        ...(index > 0 ? [{ kind: 'text', text: ' ' } as const] : []),
        ...inlinesOf(file, node.children, problems),
      ];
    });
    if (meaning.length === 0) problems.add(at, '', `${quoted(term)} without a meaning`, example);
    meanings.set(term, meaning);
  }
  return { meanings, terms };
}

interface Entry {
  readonly term: string;
  readonly at: Place;
  readonly nodes: MarkdownNode[];
}

/** What stands before the first term is said to those who write. */
function entriesOf(file: string, text: string, problems: Problems): Entry[] {
  const entries: Entry[] = [];
  for (const node of markdownOf(text)) {
    if (node.type !== 'heading') entries.at(-1)?.nodes.push(node);
    else if (node.depth === 2) entries.push({ term: plain(node.children), at: placeOf(file, node), nodes: [] });
    else if (node.depth > 2 || entries.length > 0)
      problems.add(placeOf(file, node), '', `a heading of level ${node.depth}`, example);
  }
  return entries;
}

function plain(nodes: readonly InlineNode[]): string {
  return nodes.map((node) => ('value' in node ? node.value : '')).join('');
}

function inlinesOf(file: string, nodes: readonly InlineNode[], problems: Problems): Inline[] {
  return nodes.flatMap((node): Inline[] => {
    if (node.type === 'text') return [{ kind: 'text', text: node.value.replaceAll('\n', ' ') }];
    if (node.type === 'inlineCode') return [{ kind: 'code', text: node.value }];
    if (node.type === 'emphasis' || node.type === 'strong')
      return [{ kind: node.type, children: inlinesOf(file, node.children, problems) }];
    problems.add(placeOf(file, node), '', `${node.type} in a meaning`, 'text, `code`, *emphasis* and **strong**');
    return [];
  });
}
