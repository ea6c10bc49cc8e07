import { childOf, enclosingThisOwner, isFunction, type Place, type SyntaxNode } from '../../syntax/node.ts';
import type { Pass } from '../../syntax/walk.ts';
import type { Slots } from '../slots.ts';
import type { Unit } from '../unit.ts';

/**
 * `super` looks in the prototype of the object whose literal or class the method stands in. A generator function that
 * does a method's work gets a stand-in for that object, and for this the object or class is kept in a variable.
 */
export class Homes {
  readonly #unit: Unit;
  readonly #slots: Slots;
  readonly #variables = new Map<SyntaxNode, string>();

  constructor(unit: Unit, slots: Slots) {
    this.#unit = unit;
    this.#slots = slots;
  }

  /** An expression for the home object of the code of this function; null when there is none. */
  homeOf(fn: Place): string | null {
    const owner = fn.node.type === 'ArrowFunctionExpression' ? enclosingThisOwner(fn) : fn;
    if (owner === null) return null;
    const member = isFunction(owner.node) ? owner.up : owner;
    if (member === null) return null;
    if (member.node.type === 'Property') return member.up === null ? null : this.#variableOf(member.up);
    const body = member.up;
    if (body?.node.type !== 'ClassBody' || body.up === null) return null;
    const variable = this.#variableOf(body.up);
    return member.node.type === 'StaticBlock' || member.node['static'] === true ? variable : `${variable}.prototype`;
  }

  readonly pass: Pass = {
    enter: {
      ClassBody: ({ node, up }) => {
        if (up === null) return;
        this.#unit.edits.before(node.start + 1, () => this.#whenUsed(up.node, (name) => `static{${name}=this;}`));
      },
      ObjectExpression: ({ node }) => {
        this.#unit.edits.before(node.start, () => this.#whenUsed(node, (name) => `(${name}=`));
      },
    },
    leave: {
      ObjectExpression: ({ node }) => this.#unit.edits.after(node.end, () => this.#whenUsed(node, () => ')')),
    },
  };

  #variableOf(place: Place): string {
    let name = this.#variables.get(place.node);
    if (name === undefined) {
      name = this.#slots.declare(place, `home_${String(childOf(place.node, 'id')?.['name'] ?? 'object')}`);
      this.#variables.set(place.node, name);
    }
    return name;
  }

  #whenUsed(node: SyntaxNode, text: (name: string) => string): string {
    const name = this.#variables.get(node);
    return name === undefined ? '' : text(name);
  }
}
