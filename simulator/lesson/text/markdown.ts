import { directiveFromMarkdown } from 'mdast-util-directive';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { directive } from 'micromark-extension-directive';
import type { Place } from '../../fleet/document/place.ts';

export type MarkdownNode = ReturnType<typeof fromMarkdown>['children'][number];
export type Directive = Extract<MarkdownNode, { type: 'containerDirective' | 'leafDirective' }>;
export type InlineNode = Extract<MarkdownNode, { type: 'paragraph' }>['children'][number];

/**
 * Directives stand on lines of their own, `::check{...}` and `:::do ... :::`; inside a line a colon is a colon, as in 12:30.
 */
export function markdownOf(text: string): readonly MarkdownNode[] {
  const { flow } = directive();
  return fromMarkdown(text, {
    extensions: flow === undefined ? [] : [{ flow }],
    mdastExtensions: [directiveFromMarkdown()],
  }).children;
}

export function placeOf(file: string, node: { readonly position?: MarkdownNode['position'] }): Place {
  const { line, column } = node.position?.start ?? { line: 1, column: 1 };
  return { file, line, column };
}
