import { isFunction, isLoweredFunction, listOf, nameOf, requiredChild, textOf } from '../../syntax/node.ts';
import type { Place, SyntaxNode } from '../../syntax/node.ts';
import { blankOf } from '../../syntax/text-edits.ts';
import { findToken } from '../../syntax/trivia.ts';
import type { Pass } from '../../syntax/walk.ts';
import { isAssigned } from '../imports.ts';
import type { Unit } from '../unit.ts';
import { capturesOf } from './captures.ts';
import type { Capture } from './captures.ts';
import type { FunctionUses } from './function-uses.ts';

/** What a body gets from each call of its function, instead of from the scope around it. */
export interface SharedBody {
  readonly parameters: readonly string[];
  readonly args: readonly string[];
}

const capturesMost = 12;

/**
 * One generator function for all functions that are made from the same text. V8 makes a hidden class for each generator
 * function, and those live until the next full collection, with all that the function can see: whatever a request of a
 * library that makes such a function for each had in its hands outlived it, and moving it took a seventh of all time.
 *
 *     (c) => { let n = 0; async function f(a) { n = await g(c, a) } }
 *     (c) => { let n = 0; function f(_0) { return run((async_f ??= function* (a, c, set_n) { set_n(yield g(c, a)) })(_0, c, (v) => n = v)) } }
 *
 * Service code is left as it is written: it is stepped through and watched, and makes few of them.
 */
export class SharedBodies {
  readonly #unit: Unit;
  /** By function: what it gets by a function of its own, so that nobody inside of it can take it by name. */
  readonly #asked = new Map<SyntaxNode, ReadonlySet<string>>();
  readonly #assignments = new Set<SyntaxNode>();

  constructor(unit: Unit) {
    this.#unit = unit;
  }

  /** Null where each function has to have a body of its own. */
  of(place: Place, uses: FunctionUses): SharedBody | null {
    const { node } = place;
    if (this.#unit.isService || uses.arguments || uses.newTarget || uses.super) return null;
    if (listOf(node, 'params').some(({ type }) => type !== 'Identifier')) return null;
    const captures = capturesOf(place);
    if (captures === null || captures.length > capturesMost) return null;
    const asked = captures.filter(({ isSettled }) => !isSettled);
    if (!asked.every(({ uses: places }) => places.every(canBeAsked))) return null;
    if (isWithin(place, (outer) => captures.some(({ name }) => this.#asked.get(outer)?.has(name)))) return null;
    this.#asked.set(node, new Set(asked.map(({ name }) => name)));
    const all = captures.map((capture) => (capture.isSettled ? asItIs(capture) : this.#ask(capture)));
    return { parameters: all.flatMap(({ parameters }) => parameters), args: all.flatMap(({ args }) => args) };
  }

  /** The end of `set_n(VALUE)` comes after all that ends with the value. */
  readonly pass: Pass = {
    leave: {
      AssignmentExpression: ({ node }) => {
        if (this.#assignments.has(node)) this.#unit.edits.after(node.end, ')');
      },
    },
  };

  #ask({ name, uses }: Capture): SharedBody {
    const { names } = this.#unit;
    const [read, write] = [names.take(`__get_${name}`), names.take(`__set_${name}`)];
    const parameters: string[] = [];
    const args: string[] = [];
    const take = (parameter: string, arg: string): void => {
      if (parameters.includes(parameter)) return;
      parameters.push(parameter);
      args.push(arg);
    };
    for (const place of uses) {
      if (isAssigned(place)) {
        take(write, `(__v)=>${name}=__v`);
        this.#write(requiredUp(place), write);
      } else {
        take(read, `()=>${name}`);
        const isShorthand = place.up?.node['shorthand'] === true;
        this.#unit.edits.replace(place.node.start, place.node.end, `${isShorthand ? `${name}:` : ''}${read}()`);
      }
    }
    return { parameters, args };
  }

  /** `n = VALUE` becomes `set_n(VALUE)`. */
  #write(assignment: SyntaxNode, write: string): void {
    const { edits, source } = this.#unit;
    const { start } = assignment;
    const sign = findToken(
      source,
      '=',
      requiredChild(assignment, 'left').end,
      requiredChild(assignment, 'right').start,
    );
    const lines = blankOf(source.slice(start, sign)).replaceAll(' ', '');
    edits.replace(start, sign + 1, `${write}(${lines}`);
    this.#assignments.add(assignment);
  }
}

const asItIs = ({ name }: Capture): SharedBody => ({ parameters: [name], args: [name] });

/** Read anywhere but where `new` would take it for a call of the constructor, and written by a plain assignment. */
function canBeAsked(place: Place): boolean {
  if (isAssigned(place)) {
    const assignment = place.up?.node;
    if (assignment?.type !== 'AssignmentExpression' || textOf(assignment, 'operator') !== '=') return false;
    // A function that is assigned to a variable takes its name.
    const value = requiredChild(assignment, 'right');
    return !isFunction(value) && value.type !== 'ClassExpression';
  }
  let { field, up } = place;
  while (up?.node.type === 'MemberExpression' && field === 'object') ({ field, up } = up);
  if (up?.node.type === 'NewExpression' && field === 'callee') return false;
  return !(place.up?.node.type === 'UnaryExpression' && textOf(place.up.node, 'operator') === 'delete');
}

function isWithin(place: Place, test: (outer: SyntaxNode) => boolean): boolean {
  for (let up = place.up; up !== null; up = up.up) if (isLoweredFunction(up.node) && test(up.node)) return true;
  return false;
}

function requiredUp({ node, up }: Place): SyntaxNode {
  if (up === null) throw new Error(`${nameOf(node)} stands nowhere`);
  return up.node;
}
