import { namesDeclaredIn, namesInDeclaration, namesInPattern } from '../../syntax/bindings.ts';
import { childOf, isFunction, isVariable, listOf, nameOf, textOf } from '../../syntax/node.ts';
import type { Place, SyntaxNode } from '../../syntax/node.ts';
import { childFieldsOf } from '../../syntax/walk.ts';
import { isAssigned } from '../imports.ts';
import { usesOf } from './function-uses.ts';

/** A variable that a function takes from a call around it. */
export interface Capture {
  readonly name: string;
  /** Whoever calls the function finds the value that it will always have. */
  readonly isSettled: boolean;
  /** Where the function uses it, with all that is inside of it. */
  readonly uses: readonly Place[];
}

/** Parts of a statement that do not see what it declares, or not yet. */
const outsideOfScope = new Set(['params', 'param', 'left', 'right', 'discriminant', 'superClass']);

/** Null of a function that is made once, or stands where it is not certain; empty where it takes nothing. */
export function capturesOf(root: Place): readonly Capture[] | null {
  const around = scopesAround(root);
  if (around === null) return null;
  const captures: Capture[] = [];
  for (const [name, uses] of freeNames(root)) {
    if (name === 'eval') return null;
    const isOwnName = root.node.type === 'FunctionExpression' && nameOf(childOf(root.node, 'id')) === name;
    const scope = around.find(({ node }) => isLeftBehind(node, name) || namesDeclaredIn(node).includes(name));
    if (scope && isLeftBehind(scope.node, name)) return null;
    if (isOwnName) captures.push({ name, isSettled: true, uses });
    else if (scope) captures.push({ name, isSettled: isSettledIn(scope, name, root), uses });
  }
  return captures;
}

/** In sloppy code a function that is declared in a block is a variable of the whole function as well. */
function isLeftBehind(fn: SyntaxNode, name: string): boolean {
  if (!isFunction(fn)) return false;
  const within = (node: SyntaxNode, isOwnBody: boolean): boolean =>
    childFieldsOf(node).some(([, child]) => {
      if (child.type === 'FunctionDeclaration') return !isOwnBody && nameOf(childOf(child, 'id')) === name;
      return !isFunction(child) && within(child, false);
    });
  return childFieldsOf(fn).some(([field, child]) => field === 'body' && within(child, true));
}

/** From the innermost outwards, the file's own left out. */
function scopesAround(root: Place): readonly Place[] | null {
  const scopes: Place[] = [];
  let hasClass = false;
  let hasFunction = false;
  for (let child = root, up = root.up; up !== null && up.node.type !== 'Program'; child = up, up = up.up) {
    if (outsideOfScope.has(child.field) && namesDeclaredIn(up.node).length > 0) return null;
    // Each evaluation of a class has private names of its own.
    if (isFunction(up.node) && hasClass) return null;
    if (up.node.type === 'ClassBody') hasClass = true;
    if (isFunction(up.node)) hasFunction = true;
    scopes.push(up);
  }
  return hasFunction ? scopes : null;
}

/** The names that a function does not declare itself, and where they stand in it. */
function freeNames(root: Place): Map<string, Place[]> {
  const free = new Map<string, Place[]>();
  const isNamed = root.node.type === 'FunctionExpression' && childOf(root.node, 'id') !== null;
  const own = namesDeclaredIn(root.node).slice(isNamed ? 1 : 0);
  visitVariables(root, new Set(own), (place) => {
    const name = nameOf(place.node);
    const uses = free.get(name);
    if (uses) uses.push(place);
    else free.set(name, [place]);
  });
  return free;
}

/** All variables in a function or block but those of these names and of scopes inside. */
function visitVariables(root: Place, hidden: ReadonlySet<string>, visit: (place: Place) => void): void {
  for (const [field, node] of childFieldsOf(root.node)) {
    const place = { node, field, up: root };
    const isOwnId = field === 'id' && isFunction(root.node);
    if (isVariable(place) && !isOwnId && !hidden.has(nameOf(node))) visit(place);
    const declared = namesDeclaredIn(node);
    visitVariables(place, declared.length === 0 ? hidden : new Set([...hidden, ...declared]), visit);
  }
}

function isSettledIn(scope: Place, name: string, root: Place): boolean {
  if (isEverAssigned(scope, name)) return false;
  const { node } = scope;
  if (isFunction(node)) return isParameter(node, name) && !usesOf(node).arguments;
  if (node.type === 'CatchClause') return true;
  const declaration = declarationsOf(node).find((each) => namesInDeclaration(each).includes(name));
  if (!declaration) return false;
  if (declaration.type === 'FunctionDeclaration') return scope.up !== null && isFunction(scope.up.node);
  // A function that is hoisted may be called before.
  return declaration.end <= root.node.start && !isHoistedWithin(scope, root);
}

function declarationsOf(node: SyntaxNode): readonly SyntaxNode[] {
  if (node.type === 'BlockStatement') {
    return listOf(node, 'body').filter((each) => each.type !== 'VariableDeclaration' || textOf(each, 'kind') !== 'var');
  }
  return [childOf(node, 'init'), childOf(node, 'left')].filter(
    (each) => each?.type === 'VariableDeclaration',
  ) as SyntaxNode[];
}

const isParameter = (fn: SyntaxNode, name: string): boolean =>
  listOf(fn, 'params').flatMap(namesInPattern).includes(name);

function isHoistedWithin(scope: Place, root: Place): boolean {
  for (let place: Place | null = root; place !== null && place.node !== scope.node; place = place.up) {
    if (place.node.type === 'FunctionDeclaration') return true;
  }
  return false;
}

function isEverAssigned(scope: Place, name: string): boolean {
  let isFound = false;
  // From one below: the scope's own declaration does not hide it, one further inside does.
  visitVariables(scope, new Set(), (place) => {
    if (nameOf(place.node) === name && (isAssigned(place) || isDeclaredByVar(place))) isFound = true;
  });
  return isFound;
}

/** It may stand beside a parameter or a function of that name, and give it another value. */
const isDeclaredByVar = ({ field, up }: Place): boolean =>
  field === 'id' && up?.node.type === 'VariableDeclarator' && up.up !== null && textOf(up.up.node, 'kind') === 'var';
