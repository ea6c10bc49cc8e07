import type { Inline } from '../../../../simulator/index.ts';

interface MarkedInline {
  readonly inline: Inline;
  /** What has to stay on the line of its end; empty where nothing does. */
  readonly mark: string;
}

/** A line may be broken behind a button, whatever follows: so a comma behind a word that can be pressed goes with it. */
export function withoutLooseMarks(inlines: readonly Inline[]): readonly MarkedInline[] {
  const marked: { inline: Inline; mark: string }[] = [];
  for (const inline of inlines) {
    const before = marked.at(-1);
    const isBehindButton = before !== undefined && isPressed(before.inline);
    const mark = isBehindButton && inline.kind === 'text' ? (/^[.,;:!?)’”]+/.exec(inline.text)?.[0] ?? '') : '';
    if (mark === '' || inline.kind !== 'text') {
      marked.push({ inline, mark: '' });
      continue;
    }
    before!.mark = mark;
    if (inline.text.length > mark.length)
      marked.push({ inline: { ...inline, text: inline.text.slice(mark.length) }, mark: '' });
  }
  return marked;
}

/** Emphasis round a button ends with it. */
function isPressed(inline: Inline): boolean {
  if (inline.kind === 'emphasis' || inline.kind === 'strong') {
    const last = inline.children.at(-1);
    return last !== undefined && isPressed(last);
  }
  return inline.kind === 'term' || inline.kind === 'pointer' || inline.kind === 'code';
}
