import { listOf } from '../../syntax/node.ts';
import type { Pass } from '../../syntax/walk.ts';
import type { Unit } from '../unit.ts';

/**
 * `{ ...a, b }` becomes `{ ...null,...a, b }`, which is the same object. Without it V8 clones `a` and then gives every object
 * that this literal makes a hidden class of its own: it takes eight times as long, and so does whoever reads the object.
 */
export function leadingSpreads({ edits }: Unit): Pass {
  return {
    enter: {
      ObjectExpression({ node }) {
        const properties = listOf(node, 'properties');
        const first = properties[0]!;
        if (properties.length > 1 && first.type === 'SpreadElement') edits.before(first.start, '...null,');
      },
    },
  };
}
