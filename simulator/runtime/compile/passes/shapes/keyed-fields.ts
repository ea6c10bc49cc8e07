import { nameOf, requiredChild, type Place, type SyntaxNode } from '../../syntax/node.ts';
import type { Pass } from '../../syntax/walk.ts';
import type { Unit } from '../unit.ts';

/**
 * `class A { n = 0 }` becomes `class A { ["n"] = 0 }`, which defines the same field. A library's classes are made again for
 * each service, from code that V8 shares, and of a field with a plain name it never learns more than four classes:
 * from then on each costs half a microsecond, three times as long as by a key. A function takes its name from a property,
 * `["f"] = {f: () => 0}.f`: from a key it would be named anew each time it is made, at three times the cost again.
 */
export function keyedFields({ edits }: Unit): Pass {
  const open = (place: Place): void => {
    const name = fieldNamedBy(place);
    if (name !== null) edits.before(place.node.start, `{${name}:`);
  };
  const close = (place: Place): void => {
    const name = fieldNamedBy(place);
    if (name !== null) edits.after(place.node.end, `}.${name}`);
  };
  return {
    enter: {
      PropertyDefinition({ node }) {
        const key = requiredChild(node, 'key');
        if (isKeyed(node)) edits.replace(key.start, key.end, `[${JSON.stringify(nameOf(key))}]`);
      },
      ArrowFunctionExpression: open,
      FunctionExpression: open,
      ClassExpression: open,
    },
    leave: { ArrowFunctionExpression: close, FunctionExpression: close, ClassExpression: close },
  };
}

/** The field whose name the function or class that stands here gets; null for others. */
function fieldNamedBy({ field, up }: Place): string | null {
  if (up?.node.type !== 'PropertyDefinition' || field !== 'value' || !isKeyed(up.node)) return null;
  return nameOf(requiredChild(up.node, 'key'));
}

function isKeyed(field: SyntaxNode): boolean {
  const key = requiredChild(field, 'key');
  // A property of an object's literal that is called `__proto__` is no property.
  return (
    field['computed'] !== true && field['static'] !== true && key.type === 'Identifier' && nameOf(key) !== '__proto__'
  );
}
