import { isNode, type Place, type SyntaxNode } from './node.ts';

type Enter = (place: Place) => void | false;
type Leave = (place: Place) => void;

/** One concern of the compiler, told of the nodes it names. `false` from `enter` hides the node from later passes, with all in it. */
export interface Pass {
  readonly enter?: Readonly<Record<string, Enter>>;
  readonly leave?: Readonly<Record<string, Leave>>;
}

const EVERY = '*';
const NOT_CHILDREN = new Set(['type', 'start', 'end', 'loc', 'range', 'parent']);

export function childFieldsOf(node: SyntaxNode): [string, SyntaxNode][] {
  const found: [string, SyntaxNode][] = [];
  for (const field of Object.keys(node)) {
    if (NOT_CHILDREN.has(field) || (field === 'key' && node['shorthand'] === true)) continue;
    const value = node[field];
    if (isNode(value)) found.push([field, value]);
    else if (Array.isArray(value)) for (const item of value) if (isNode(item)) found.push([field, item]);
  }
  return found;
}

/** Visits outer nodes before inner ones, and on the way back the passes in reverse: their texts nest. */
export function walk(root: SyntaxNode, passes: readonly Pass[]): void {
  const entering = passes.flatMap((pass) => (pass.enter === undefined ? [] : [pass.enter]));
  const leaving = passes.flatMap((pass) => (pass.leave === undefined ? [] : [pass.leave])).reverse();
  const visit = (place: Place): void => {
    for (const enter of entering) {
      if (enter[place.node.type]?.(place) === false || enter[EVERY]?.(place) === false) return;
    }
    for (const [field, node] of childFieldsOf(place.node)) visit({ node, field, up: place });
    for (const leave of leaving) {
      leave[place.node.type]?.(place);
      leave[EVERY]?.(place);
    }
  };
  visit({ node: root, field: '', up: null });
}
