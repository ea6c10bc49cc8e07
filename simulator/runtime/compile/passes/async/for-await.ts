import { childOf, isFunction, isLoop, nameOf, requiredChild, type Place, type SyntaxNode } from '../../syntax/node.ts';
import { findToken } from '../../syntax/trivia.ts';
import type { Pass } from '../../syntax/walk.ts';
import type { Unit } from '../unit.ts';

interface Names {
  readonly loop: string;
  readonly body: string;
}

const isAwaited = (node: SyntaxNode): boolean => node.type === 'ForOfStatement' && node['await'] === true;

/** The loop that a `continue` goes on with. */
function loopOf(place: Place): SyntaxNode | null {
  const label = nameOf(childOf(place.node, 'label'));
  for (let up = place.up; up !== null && !isFunction(up.node); up = up.up) {
    if (
      label === ''
        ? isLoop(up.node)
        : up.node.type === 'LabeledStatement' && nameOf(childOf(up.node, 'label')) === label
    ) {
      let target = up.node;
      while (target.type === 'LabeledStatement') target = requiredChild(target, 'body');
      return target;
    }
  }
  return null;
}

/** `for await` becomes a plain `for of` whose body awaits the next value at its end: see `AwaitedLoop`. */
export function forAwait(unit: Unit): Pass {
  const { edits, source } = unit;
  const namesOf = new Map<SyntaxNode, Names>();
  const advance = ({ loc }: SyntaxNode, loop: string): string => {
    const place = unit.isService ? `${unit.runtime('place')}[0]=${unit.runtime('file')}+${loc.start.line},` : '';
    return `${loop}.take(yield(${place}${loop}.pull()))`;
  };
  return {
    enter: {
      ForOfStatement({ node }) {
        if (!isAwaited(node)) return;
        const names = { loop: unit.names.take('__loop'), body: unit.names.take('__body') };
        namesOf.set(node, names);
        const right = requiredChild(node, 'right');
        const keyword = findToken(source, 'await', node.start + 'for'.length, node.end);
        edits.before(node.start, `{const ${names.loop}=${unit.runtime('loop')}();try{`);
        edits.blank(keyword, keyword + 'await'.length);
        edits.before(right.start, `(${names.loop}.start((`);
        edits.before(requiredChild(node, 'body').start, `{${names.body}:`);
      },
      ContinueStatement(place) {
        const target = loopOf(place);
        const names = target === null ? undefined : namesOf.get(target);
        if (names === undefined) return;
        const end = childOf(place.node, 'label')?.end ?? place.node.start + 'continue'.length;
        edits.replace(place.node.start, end, `break ${names.body}`);
      },
    },
    leave: {
      ForOfStatement({ node }) {
        const names = namesOf.get(node);
        if (names === undefined) return;
        const { loop } = names;
        edits.after(requiredChild(node, 'right').end, `)),${advance(node, loop)},${loop})`);
        edits.after(requiredChild(node, 'body').end, `${advance(node, loop)};}`);
        edits.after(
          node.end,
          `}catch(__error){throw ${loop}.threw(__error)}finally{if(${loop}.isOpen)try{` +
            `if(${loop}.close())${loop}.closed(yield ${loop}.closing)}catch(__error){${loop}.closeFailed(__error)}}}`,
        );
      },
    },
  };
}
