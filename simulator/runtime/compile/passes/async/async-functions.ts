import {
  childOf,
  isArrow,
  isFunction,
  isLoweredFunction,
  listOf,
  nameOf,
  requiredChild,
  type Place,
  type SyntaxNode,
} from '../../syntax/node.ts';
import { findToken, skipTrivia } from '../../syntax/trivia.ts';
import type { Pass } from '../../syntax/walk.ts';
import { usesOf, type FunctionUses } from './function-uses.ts';
import type { Homes } from './homes.ts';
import { standInFor } from './parameters.ts';
import type { SharedBodies, SharedBody } from './shared-bodies.ts';
import type { Slots } from '../slots.ts';
import { isSloppy, saysUseStrict } from '../strictness.ts';
import type { Unit } from '../unit.ts';

/** Texts that go around the parameters and the body of a lowered function. */
interface Wrapping {
  readonly opening: string;
  readonly closing: string;
}

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** The name the function has in the source, for stack traces. */
function sourceNameOf(place: Place): string {
  const { node, up } = place;
  const declared = childOf(node, 'id') ?? (up?.node['computed'] === true ? null : childOf(up?.node ?? node, 'key'));
  const assigned = up?.node.type === 'VariableDeclarator' ? childOf(up.node, 'id') : null;
  const name = nameOf(declared ?? assigned).replace(/^#/, '');
  return IDENTIFIER.test(name) ? name : 'function';
}

/**
 * Lowers each async function to a plain function that starts a coroutine:
 *
 *     async function f(a) { BODY }
 *     function f(_0) { return run((async_f ??= function* (a) { BODY }).call(this, _0)) }
 *
 * It stays a function definition in the same place, so hoisting, `this`, `name` and `length` take care of themselves.
 */
export class AsyncFunctions {
  readonly #unit: Unit;
  readonly #slots: Slots;
  readonly #homes: Homes;
  readonly #shared: SharedBodies;
  readonly #parameterPrefix: string;
  readonly #closings = new Map<SyntaxNode, string>();

  constructor(unit: Unit, slots: Slots, homes: Homes, shared: SharedBodies) {
    this.#unit = unit;
    this.#slots = slots;
    this.#homes = homes;
    this.#shared = shared;
    this.#parameterPrefix = unit.names.takePrefix('__p');
  }

  get pass(): Pass {
    const enter = (place: Place): void => {
      if (isLoweredFunction(place.node)) this.#lower(place);
    };
    const leave = ({ node }: Place): void => {
      const closing = this.#closings.get(node);
      if (closing !== undefined) this.#unit.edits.after(node.end, closing);
    };
    return {
      enter: { FunctionDeclaration: enter, FunctionExpression: enter, ArrowFunctionExpression: enter },
      leave: { FunctionDeclaration: leave, FunctionExpression: leave, ArrowFunctionExpression: leave },
    };
  }

  #lower(place: Place): void {
    const uses = usesOf(place.node);
    if (uses.yieldName) this.#unit.refuse(place.node, 'yield is a name in this async function', 'another name');
    if (uses.superCall && isArrow(place.node)) {
      this.#unit.refuse(place.node, 'super() inside an async arrow function cannot be compiled', 'super() before it');
    }
    const { node, up } = place;
    if (isArrow(node)) this.#lowerArrow(place, uses);
    else if (up?.node.type === 'MethodDefinition' || (up?.node.type === 'Property' && up.node['method'] === true)) {
      this.#lowerMethod(place, up.node, uses);
    } else if (this.#isSloppyInBlock(place)) this.#lowerInSloppyBlock(place, uses);
    else this.#lowerFunction(place, uses);
  }

  /** A plain function in a block of sloppy code would be a variable of the whole function as well; an async one is not. */
  #isSloppyInBlock({ node, up }: Place): boolean {
    if (node.type !== 'FunctionDeclaration' || up === null || !isSloppy(up, this.#unit.format)) return false;
    const isOutermost = up.node.type === 'Program' || (up.up !== null && isFunction(up.up.node));
    return !isOutermost;
  }

  #wrapping(place: Place, uses: FunctionUses): Wrapping {
    const { node } = place;
    const wanted = `async_${sourceNameOf(place)}`;
    const shared = this.#shared.of(place, uses);
    if (shared) {
      this.#addParameters(node, shared.parameters);
      return this.#around(node, uses, this.#cachedGenerator(this.#slots.declareOutermost(place, wanted)), shared.args);
    }
    const slot = this.#slots.declare(place, wanted);
    const home = uses.super ? this.#homes.homeOf(place) : null;
    const generator =
      home === null
        ? this.#cachedGenerator(slot)
        : { opening: `${this.#unit.runtime('home')}(${slot}??={*${slot}`, closing: `},${home}).${slot}` };
    return this.#around(node, uses, generator);
  }

  /** One prototype for all of them: V8 would make one for each at its first call, which takes longer than the call. */
  #cachedGenerator(slot: string): Wrapping {
    const prototype = this.#unit.runtime('bodyPrototype');
    return { opening: `(${slot}??(${slot}=function*`, closing: `,${slot}.prototype=${prototype},${slot}))` };
  }

  /** Behind those that it has. */
  #addParameters(node: SyntaxNode, names: SharedBody['parameters']): void {
    if (names.length === 0) return;
    const { edits, source } = this.#unit;
    const last = listOf(node, 'params').at(-1);
    if (last) edits.after(last.end, `,${names.join(',')}`);
    else edits.before(parameterListOf(source, node, node.start) + 1, names.join(','));
  }

  #around(node: SyntaxNode, uses: FunctionUses, generator: Wrapping, shared: SharedBody['args'] = []): Wrapping {
    const standIn = standInFor(node, this.#parameterPrefix);
    const starter = this.#unit.runtime(node['generator'] === true ? 'generate' : 'run');
    const args = [standIn.args, ...shared].filter((text) => text !== '').join(',');
    const call = this.#callOf(node, uses, args);
    const header = isArrow(node) ? `(${standIn.parameters})=>` : `(${standIn.parameters})`;
    const isStrict = !isArrow(node) && saysUseStrict(requiredChild(node, 'body'));
    // The parameters of an async generator function may throw at the call; those of an async function reject.
    if (standIn.canThrow && node['generator'] !== true) {
      const rejected = this.#unit.runtime('rejected');
      return {
        opening: `${header}{try{return ${starter}(${generator.opening}`,
        closing: `${generator.closing}${call})}catch(__error){return ${rejected}(__error)}}`,
      };
    }
    if (isArrow(node)) {
      return { opening: `${header}${starter}(${generator.opening}`, closing: `${generator.closing}${call})` };
    }
    const directive = isStrict ? '"use strict";' : '';
    return {
      opening: `${header}{${directive}return ${starter}(${generator.opening}`,
      closing: `${generator.closing}${call})}`,
    };
  }

  #callOf(node: SyntaxNode, uses: FunctionUses, args: string): string {
    if (uses.arguments && !isArrow(node)) return '.apply(this,arguments)';
    if (uses.this) return args === '' ? '.call(this)' : `.call(this,${args})`;
    // A method's stand-in for the home object must not become `this`; without `super` there is none.
    return `(${args})`;
  }

  #lowerFunction(place: Place, uses: FunctionUses): void {
    const { node } = place;
    this.#unit.edits.blank(node.start, node.start + 'async'.length);
    const parenthesis = this.#blankStar(node, node.start + 'async'.length);
    this.#wrap(node, parenthesis, this.#wrapping(place, uses));
  }

  #lowerMethod(place: Place, member: SyntaxNode, uses: FunctionUses): void {
    const { edits, source } = this.#unit;
    const { node } = place;
    const key = requiredChild(member, 'key');
    const async = findAsync(source, member.start, key.start);
    edits.blank(async, async + 'async'.length);
    const star = skipTrivia(source, async + 'async'.length);
    if (node['generator'] === true) edits.blank(star, star + 1);
    this.#wrap(node, parameterListOf(source, node, node.start), this.#wrapping(place, uses));
  }

  #lowerArrow(place: Place, uses: FunctionUses): void {
    const { edits, source } = this.#unit;
    const { node } = place;
    this.#slots.lowerArrow(node);
    const wrapping = this.#wrapping(place, uses);
    const afterAsync = node.start + 'async'.length;
    const typeParameters = childOf(node, 'typeParameters');
    const isBare = source.charAt(skipTrivia(source, typeParameters?.end ?? afterAsync)) !== '(';
    edits.replace(node.start, afterAsync, wrapping.opening + (isBare ? '(' : ''));
    const parameter = listOf(node, 'params')[0];
    if (isBare && parameter !== undefined) edits.after(parameter.end, ')');
    this.#closings.set(node, wrapping.closing);
  }

  #lowerInSloppyBlock(place: Place, uses: FunctionUses): void {
    const { node, up } = place;
    const id = requiredChild(node, 'id');
    if (up?.node.type !== 'BlockStatement') {
      this.#unit.refuse(node, 'an async function declared here cannot be compiled', 'a block of its own around it');
      return;
    }
    const { edits } = this.#unit;
    const slot = this.#unit.names.take(`async_${nameOf(id)}`);
    edits.blank(node.start, node.start + 'async'.length);
    this.#blankStar(node, node.start + 'async'.length);
    edits.replace(id.start, id.end, `*${slot}`);
    const { opening, closing } = this.#around(node, uses, { opening: slot, closing: '' });
    this.#slots.addStatement(up.node, `let ${nameOf(id)}=function${opening}${closing};`);
  }

  /** Turns `function*` into `function` and says where the parameter list starts. */
  #blankStar(node: SyntaxNode, from: number): number {
    const { edits, source } = this.#unit;
    const parenthesis = parameterListOf(source, node, childOf(node, 'id')?.end ?? from);
    if (node['generator'] === true) {
      const star = findToken(source, '*', from, parenthesis);
      edits.blank(star, star + 1);
    }
    return parenthesis;
  }

  #wrap(node: SyntaxNode, parenthesis: number, { opening, closing }: Wrapping): void {
    this.#unit.edits.before(parenthesis, opening);
    this.#closings.set(node, closing);
  }
}

function parameterListOf(source: string, fn: SyntaxNode, from: number): number {
  return findToken(source, '(', childOf(fn, 'typeParameters')?.end ?? from, fn.end);
}

/** The keyword, past `static` and the modifiers of TypeScript. */
function findAsync(source: string, from: number, limit: number): number {
  for (let at = skipTrivia(source, from); at < limit; at = skipTrivia(source, at + 1)) {
    if (/^async\b/.test(source.slice(at, at + 6)) && !/[\p{ID_Continue}$]/u.test(source.charAt(at - 1))) return at;
  }
  throw new Error('an async method without the word');
}
