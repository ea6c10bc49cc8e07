interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** A node of the ESTree that acorn and its TypeScript plugin make. Fields depend on `type`; read them by the functions below. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly loc: { readonly start: LineColumn; readonly end: LineColumn };
  readonly [field: string]: unknown;
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}

export function childOf(node: SyntaxNode, field: string): SyntaxNode | null {
  const value = node[field];
  return isNode(value) ? value : null;
}

/** A child that the grammar guarantees. */
export function requiredChild(node: SyntaxNode, field: string): SyntaxNode {
  const child = childOf(node, field);
  if (child === null) throw new Error(`${node.type} without ${field}`);
  return child;
}

/** Holes of array patterns are left out. */
export function listOf(node: SyntaxNode, field: string): readonly SyntaxNode[] {
  const value = node[field];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

export function textOf(node: SyntaxNode | null, field: string): string {
  const value = node?.[field];
  return typeof value === 'string' ? value : '';
}

/** The name that an identifier or a string literal gives to an import, export or property. */
export function nameOf(node: SyntaxNode | null): string {
  if (node === null) return '';
  if (node.type === 'Literal') return String(node['value']);
  return textOf(node, 'name');
}

/** Where a node stands: the way up to the program. */
export interface Place {
  readonly node: SyntaxNode;
  /** The parent's field that holds it. */
  readonly field: string;
  readonly up: Place | null;
}

const FUNCTION_TYPES = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);
const LOOP_TYPES = new Set(['WhileStatement', 'DoWhileStatement', 'ForStatement', 'ForInStatement', 'ForOfStatement']);

export const isFunction = (node: SyntaxNode): boolean => FUNCTION_TYPES.has(node.type);
export const isArrow = (node: SyntaxNode): boolean => node.type === 'ArrowFunctionExpression';
export const isLoop = (node: SyntaxNode): boolean => LOOP_TYPES.has(node.type);
export const isLoweredFunction = (node: SyntaxNode): boolean => isFunction(node) && node['async'] === true;

/** The nearest function, static block or field definition whose code holds `place`; null at the top of the file. */
export function enclosingFunction(place: Place): Place | null {
  for (let child = place, up = place.up; up !== null; child = up, up = up.up) {
    if (isFunction(up.node) || up.node.type === 'StaticBlock') return up;
    if (up.node.type === 'PropertyDefinition' && child.field === 'value') return up;
  }
  return null;
}

/** The enclosing function that gives `this`, `arguments` and `super` their meaning. */
export function enclosingThisOwner(place: Place): Place | null {
  for (let up = enclosingFunction(place); up !== null; up = enclosingFunction(up)) if (!isArrow(up.node)) return up;
  return null;
}

const NAMES_OF_SOMETHING: Readonly<Record<string, readonly string[]>> = {
  MemberExpression: ['property'],
  Property: ['key'],
  PropertyDefinition: ['key'],
  MethodDefinition: ['key'],
  LabeledStatement: ['label'],
  BreakStatement: ['label'],
  ContinueStatement: ['label'],
  MetaProperty: ['meta', 'property'],
  ImportSpecifier: ['imported', 'local'],
  ImportAttribute: ['key'],
  ExportSpecifier: ['local', 'exported'],
  ExportAllDeclaration: ['exported'],
};

/** An identifier that stands for a variable, be it where it is declared. */
export function isVariable({ node, field, up }: Place): boolean {
  if (node.type !== 'Identifier' || up === null) return false;
  return (
    up.node['computed'] === true || NAMES_OF_SOMETHING[up.node.type]?.includes(field) !== true || field === 'object'
  );
}
