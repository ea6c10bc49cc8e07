import type { Place } from '../../fleet/document/place.ts';
import type { Problems } from '../../fleet/fleet-error.ts';
import type { Quiz } from '../lesson.ts';
import { placeOf } from './markdown.ts';
import type { InlineNode } from './markdown.ts';
import type { ReadDirective } from './directives.ts';
import type { Block, ProseReader } from './prose.ts';

type Answer = Quiz['answers'][number];

const example = '- [x] An answer :: Why it is right.';

/** A question, and a list of answers that each say why. */
export function readQuiz(directive: ReadDirective, file: string, prose: ProseReader, problems: Problems): Quiz {
  const list = directive.children.find((node) => node.type === 'list');
  const question = prose.blocks(directive.children.filter((node) => node !== list));
  if (question.length === 0) problems.add(directive.at, 'quiz', 'no question', 'a question before the answers');
  const items = list?.type === 'list' ? list.children : [];
  const answers = items.flatMap((item): Answer[] => {
    const at = placeOf(file, item);
    const [paragraph, ...more] = item.children;
    if (paragraph?.type !== 'paragraph' || more.length > 0) {
      problems.add(at, 'quiz', 'an answer of several parts', `one paragraph, ${example}`);
      return [];
    }
    return readAnswer(paragraph.children, at, prose, problems);
  });
  if (items.length < 2)
    problems.add(directive.at, 'quiz', `${items.length} answers`, `at least two answers, ${example}`);
  else if (answers.length === items.length && !answers.some(({ right }) => right))
    problems.add(directive.at, 'quiz', 'no right answer', `an answer marked [x], ${example}`);
  return { kind: 'quiz', question, answers };
}

function readAnswer(nodes: readonly InlineNode[], at: Place, prose: ProseReader, problems: Problems): Answer[] {
  const [first] = nodes;
  const mark = first?.type === 'text' ? /^\[([ x])\]\s+/.exec(first.value) : null;
  if (first?.type !== 'text' || mark === null) {
    problems.add(at, 'quiz', 'an answer without [ ] or [x]', example);
    return [];
  }
  const marked = [{ ...first, value: first.value.slice(mark[0].length) }, ...nodes.slice(1)];
  const [text, why] = dividedAtColons(marked);
  if (why === null) {
    problems.add(at, 'quiz', 'an answer without a reason', `${example} The :: stands between the two`);
    return [];
  }
  return [{ right: mark[1] === 'x', blocks: paragraph(text, prose), why: paragraph(why, prose) }];
}

function paragraph(nodes: readonly InlineNode[], prose: ProseReader): Block[] {
  return [{ kind: 'paragraph', children: prose.inlines(nodes) }];
}

function dividedAtColons(nodes: readonly InlineNode[]): [InlineNode[], InlineNode[] | null] {
  const index = nodes.findIndex((node) => node.type === 'text' && /\s::\s/.test(node.value));
  const node = nodes[index];
  if (node?.type !== 'text') return [[...nodes], null];
  const cut = node.value.search(/\s::\s/);
  const before = { ...node, value: node.value.slice(0, cut) };
  const after = { ...node, value: node.value.slice(cut).replace(/^\s+::\s+/, '') };
  return [
    [...nodes.slice(0, index), before],
    [after, ...nodes.slice(index + 1)],
  ];
}
