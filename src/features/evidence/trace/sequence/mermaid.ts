import type { Sequence, SequenceStep } from './sequence.ts';

const arrows: Readonly<Record<Exclude<SequenceStep['kind'], 'note'>, string>> = {
  call: '->>',
  answer: '-->>',
  failure: '--x',
  record: '-)',
};

/** The sequence as Mermaid writes it; names have aliases, for they may hold anything. */
export function mermaidOf({ lifelines, steps }: Sequence): string {
  const aliasOf = (name: string): string => `p${lifelines.indexOf(name)}`;
  const lines = [
    ...lifelines.map((name) => `participant ${aliasOf(name)} as ${escaped(name)}`),
    ...steps.map(({ kind, from, to, text }) =>
      kind === 'note'
        ? `Note over ${aliasOf(from)}: ${escaped(text)}`
        : `${aliasOf(from)}${arrows[kind]}${aliasOf(to)}: ${escaped(text)}`,
    ),
  ];
  return ['sequenceDiagram', ...lines.map((line) => `  ${line}`), ''].join('\n');
}

/** What would end a line, begin a comment or a tag, or close a block; Mermaid takes `#59;` for a semicolon. */
function escaped(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[#;<>{}%"\\`]|\bend\b/gi, (found) => `#${found.charCodeAt(0)};${found.slice(1)}`);
}
