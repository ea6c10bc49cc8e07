import { isFunction, listOf, requiredChild, type Place, type SyntaxNode } from '../../syntax/node.ts';
import { childFieldsOf, type Pass } from '../../syntax/walk.ts';
import type { CrashPlaces } from './crash-places.ts';
import type { Unit } from '../unit.ts';

/** Running one of these may run other code of the service, or a later job. */
const MOVES_ON = new Set([
  'CallExpression',
  'NewExpression',
  'TaggedTemplateExpression',
  'ImportExpression',
  'AwaitExpression',
  'YieldExpression',
]);

const movesOn = (node: SyntaxNode): boolean =>
  MOVES_ON.has(node.type) || childFieldsOf(node).some(([, child]) => !isFunction(child) && movesOn(child));

/** Where the beginning of a chain stands in each longer part of it. */
const SPINE: Readonly<Record<string, string>> = {
  MemberExpression: 'object',
  CallExpression: 'callee',
  TaggedTemplateExpression: 'tag',
  TSNonNullExpression: 'expression',
  ChainExpression: 'expression',
};

const CAN_BE_WRAPPED = new Set(['CallExpression', 'TaggedTemplateExpression', 'ChainExpression']);

/**
 * The longest chain that begins with this call and may stand in parentheses: a part of an optional chain may not,
 * and of what is called on a part, the engine's errors would quote the parentheses.
 */
function chainOf(call: Place): Place {
  let chain = call;
  for (let { field, up } = call; up !== null && SPINE[up.node.type] === field; { field, up } = up) {
    if (CAN_BE_WRAPPED.has(up.node.type)) chain = up;
  }
  return chain;
}

const isDeleted = ({ up }: Place): boolean => up?.node.type === 'UnaryExpression' && up.node['operator'] === 'delete';

/**
 * Has each call write down where it stands, after all other code that runs for it and before what is called:
 *
 *     f(a)        ->  (place[0]=file+12,f(a))
 *     f(a, g())   ->  f(a, placed(g(),file+12))
 *     f().g()     ->  f().g(...unplaced(file+12))
 *
 * What is called keeps its text, which the engine's errors quote.
 */
export function callPlaces(unit: Unit, crashPlaces: CrashPlaces): Pass {
  const { edits } = unit;
  const closings = new Map<SyntaxNode, string>();

  const placeOf = (line: number): string =>
    crashPlaces.isFirstOn(line) ? `${unit.runtime('pass')}(${unit.placeOf(line)})` : unit.placeOf(line);

  const unplacedAt = (place: string): string => `...${unit.runtime('unplaced')}(${place})`;

  /** What is opened last is closed first. */
  const close = (node: SyntaxNode, text: string): void => {
    closings.set(node, text + (closings.get(node) ?? ''));
  };

  const before = (call: Place, place: string): void => {
    const chain = chainOf(call);
    if (isDeleted(chain)) return;
    edits.before(chain.node.start, `(${unit.runtime('place')}[0]=${place},`);
    close(chain.node, ')');
  };

  const afterLast = (parts: readonly SyntaxNode[], place: string): void => {
    const last = parts.at(-1);
    if (last === undefined) return;
    // Spreading runs code of its own.
    if (last.type === 'SpreadElement') return close(last, `,${unplacedAt(place)}`);
    edits.before(last.start, `${unit.runtime('placed')}(`);
    close(last, `,${place})`);
  };

  const enterCall = (call: Place): void => {
    const { node } = call;
    const callee = requiredChild(node, 'callee');
    const args = listOf(node, 'arguments');
    const place = placeOf(node.type === 'NewExpression' ? node.loc.start.line : callee.loc.end.line);
    if (!movesOn(callee) && !args.some(movesOn)) before(call, place);
    else if (args.length > 0) afterLast(args, place);
    else if (unit.source.charAt(node.end - 1) === ')') {
      edits.before(node.end - 1, unplacedAt(place));
    }
  };

  const enterTemplate = (call: Place): void => {
    const tag = requiredChild(call.node, 'tag');
    const values = listOf(requiredChild(call.node, 'quasi'), 'expressions');
    const place = placeOf(tag.loc.end.line);
    if (!movesOn(tag) && !values.some(movesOn)) before(call, place);
    else afterLast(values, place);
  };

  return {
    enter: { CallExpression: enterCall, NewExpression: enterCall, TaggedTemplateExpression: enterTemplate },
    leave: {
      '*': ({ node }) => {
        const closing = closings.get(node);
        if (closing !== undefined) edits.after(node.end, closing);
      },
    },
  };
}
