import {
  enclosingThisOwner,
  isArrow,
  isFunction,
  isLoweredFunction,
  isVariable,
  nameOf,
  requiredChild,
  type Place,
  type SyntaxNode,
} from '../../syntax/node.ts';
import type { Pass } from '../../syntax/walk.ts';
import type { Slots } from '../slots.ts';
import type { Unit } from '../unit.ts';

/** `arguments` and `new.target` of an outer function, used within an async arrow function: a generator function would have its own. */
export function outerArguments(unit: Unit, slots: Slots): Pass {
  const captured = new Map<SyntaxNode, Map<string, string>>();

  const capture = (place: Place, end: number, text: string): void => {
    if (!isWithinAsyncArrow(place)) return;
    const owner = enclosingThisOwner(place);
    const body = owner === null || !isFunction(owner.node) ? null : requiredChild(owner.node, 'body');
    if (body === null || !isWithinBody(place, body)) {
      unit.refuse(place.node, `${text} inside an async arrow function cannot be compiled here`, 'a variable before it');
      return;
    }
    const names = captured.get(body) ?? new Map<string, string>();
    captured.set(body, names);
    let name = names.get(text);
    if (name === undefined) {
      names.set(text, (name = unit.names.take(text === 'arguments' ? '__arguments' : '__newTarget')));
      slots.addStatement(body, `const ${name}=${text};`);
    }
    const isShorthand = place.up?.node['shorthand'] === true;
    unit.edits.replace(place.node.start, end, isShorthand ? `${text}:${name}` : name);
  };

  return {
    enter: {
      Identifier(place) {
        if (nameOf(place.node) === 'arguments' && isVariable(place)) capture(place, place.node.end, 'arguments');
      },
      MetaProperty(place) {
        if (nameOf(requiredChild(place.node, 'meta')) === 'new') capture(place, place.node.end, 'new.target');
      },
    },
  };
}

function isWithinAsyncArrow(place: Place): boolean {
  for (let up = place.up; up !== null; up = up.up) {
    if (isFunction(up.node) && !isArrow(up.node)) return false;
    if (isLoweredFunction(up.node)) return true;
  }
  return false;
}

function isWithinBody(place: Place, body: SyntaxNode): boolean {
  for (let up = place.up; up !== null; up = up.up) if (up.node === body) return true;
  return false;
}
