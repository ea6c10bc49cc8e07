import { childOf, isFunction, nameOf, requiredChild } from '../syntax/node.ts';
import type { Pass } from '../syntax/walk.ts';
import type { Unit } from './unit.ts';

/**
 * `class A { n = 0 }` becomes `class A { ["n"] = 0 }`, which defines the same field. A library's classes are made again for
 * each service, from code that V8 shares, and of a field with a plain name it never learns more than four classes:
 * from then on each costs half a microsecond, three times as long as by a key. Functions keep the name they get from the field.
 */
export function keyedFields({ edits }: Unit): Pass {
  return {
    enter: {
      PropertyDefinition({ node }) {
        const key = requiredChild(node, 'key');
        const value = childOf(node, 'value');
        const isNamedByKey = value !== null && (isFunction(value) || value.type === 'ClassExpression');
        if (node['computed'] === true || node['static'] === true || isNamedByKey) return;
        if (key.type === 'Identifier') edits.replace(key.start, key.end, `[${JSON.stringify(nameOf(key))}]`);
      },
    },
  };
}
