import {
  childOf,
  isFunction,
  isLoop,
  listOf,
  nameOf,
  requiredChild,
  textOf,
  type Place,
  type SyntaxNode,
} from '../syntax/node.ts';
import { findToken } from '../syntax/trivia.ts';
import { childFieldsOf, type Pass } from '../syntax/walk.ts';
import type { Unit } from './unit.ts';

/** Where names can be declared. */
interface Host {
  readonly names: string[];
  readonly statements: string[];
}

const isLexicalDeclaration = (node: SyntaxNode | null): boolean =>
  node?.type === 'VariableDeclaration' && textOf(node, 'kind') !== 'var';

/** The child is evaluated in a scope of its own that has no block to declare anything in. */
function isBetweenScopes(parent: SyntaxNode, field: string): boolean {
  if (isFunction(parent)) return field === 'params';
  if (parent.type === 'CatchClause') return field === 'param';
  if (parent.type === 'ForInStatement' || parent.type === 'ForOfStatement') return field === 'left';
  return parent.type === 'ForStatement' && field !== 'body' && isLexicalDeclaration(childOf(parent, 'init'));
}

const isBlock = (node: SyntaxNode): boolean =>
  node.type === 'Program' || node.type === 'BlockStatement' || node.type === 'StaticBlock';

function suspends(node: SyntaxNode): boolean {
  if (node.type === 'AwaitExpression' || node.type === 'YieldExpression') return true;
  return childFieldsOf(node).some(([, child]) => !isFunction(child) && suspends(child));
}

/**
 * Variables of the compiler's own. A lowered function keeps its generator function in one, declared in the innermost
 * scope around it: so one is made for each evaluation of that scope, at the first call, and never one for each call.
 */
export class Slots {
  readonly #unit: Unit;
  /** Blocks, bodies of arrow functions, single statements under a loop, and switches. */
  readonly #scopes = new Map<SyntaxNode, Host>();
  /** Expressions that get a function around them for want of a block. */
  readonly #expressions = new Map<SyntaxNode, Host>();
  readonly #loweredArrows = new Set<SyntaxNode>();

  constructor(unit: Unit) {
    this.#unit = unit;
  }

  declare(place: Place, wanted: string): string {
    const name = this.#unit.names.take(wanted);
    this.#hostAround(place).names.push(name);
    return name;
  }

  /** One for the whole file. */
  declareOutermost(place: Place, wanted: string): string {
    let top = place;
    while (top.up !== null) top = top.up;
    const name = this.#unit.names.take(wanted);
    hostOf(this.#scopes, top.node).names.push(name);
    return name;
  }

  /** Has `statement` run whenever the block, or the single statement under a loop, is entered. */
  addStatement(scope: SyntaxNode, statement: string): void {
    hostOf(this.#scopes, scope).statements.push(statement);
  }

  /** The arrow of this function is left out: what holds it becomes a generator function. */
  lowerArrow(arrow: SyntaxNode): void {
    this.#loweredArrows.add(arrow);
  }

  /** What the file's outermost scope declares; the caller places it. */
  textOf(scope: SyntaxNode): string {
    const host = this.#scopes.get(scope);
    return host === undefined ? '' : textOfHost(host);
  }

  #hostAround(place: Place): Host {
    let value: SyntaxNode | null = null;
    for (let child = place, up = place.up; up !== null; child = up, up = up.up) {
      const { node } = up;
      if (isValue(child)) value ??= child.node;
      if (isBetweenScopes(node, child.field)) return this.#expressionHost(place, value ?? child.node);
      const isScope = isBlock(node) || isFunction(node) || (node.type === 'SwitchStatement' && child.field === 'cases');
      if (isScope) return hostOf(this.#scopes, node);
      if (isLoop(node) && child.field === 'body') return hostOf(this.#scopes, child.node);
    }
    throw new Error('a place outside of any program');
  }

  #expressionHost(place: Place, expression: SyntaxNode): Host {
    if (!expression.type.endsWith('Expression') || suspends(expression)) {
      this.#unit.refuse(place.node, 'this cannot be compiled in this place', 'a declaration before this statement');
    }
    const host = hostOf(this.#expressions, expression);
    if (isAnonymousFunction(expression)) this.#unit.runtime('named');
    return host;
  }

  /** Puts texts around nodes; to be listed before the passes that change functions. */
  readonly around: Pass = {
    enter: {
      '*': (place) => {
        const { edits } = this.#unit;
        const { node } = place;
        if (isBlock(node)) this.#openBlock(node);
        else if (isWrapped(place)) edits.before(node.start, () => this.#inScope(node, (text) => `{${text}`, ''));
        if (isValue(place)) edits.before(node.start, () => this.#openExpression(node));
      },
    },
    leave: {
      '*': (place) => {
        const { edits } = this.#unit;
        const { node } = place;
        if (isWrapped(place)) edits.after(node.end, () => this.#inScope(node, () => '}', ''));
        if (isValue(place)) edits.after(node.end, () => this.#closeExpression(place));
      },
    },
  };

  /** Turns bodies of arrow functions into blocks; to be listed after the passes that change functions. */
  readonly within: Pass = {
    enter: {
      ArrowFunctionExpression: ({ node }) => {
        const { edits, source } = this.#unit;
        const arrow = arrowOf(source, node);
        const isLowered = (): boolean => this.#loweredArrows.has(node);
        const isBody = requiredChild(node, 'body').type === 'BlockStatement';
        edits.replace(arrow, arrow + 2, () => {
          if (isBody) return isLowered() ? '  ' : '=>';
          if (isLowered()) return `{${this.textOf(node)}return(`;
          return this.#inScope(node, (text) => `=>{${text}return(`, '=>');
        });
      },
    },
    leave: {
      ArrowFunctionExpression: ({ node }) => {
        if (requiredChild(node, 'body').type === 'BlockStatement') return;
        this.#unit.edits.after(node.end, () =>
          this.#loweredArrows.has(node) ? ')}' : this.#inScope(node, () => ')}', ''),
        );
      },
    },
  };

  #openBlock(node: SyntaxNode): void {
    if (node.type === 'Program') return;
    const { edits, source } = this.#unit;
    edits.before(endOfDirectives(node) ?? findToken(source, '{', node.start, node.end) + 1, () => this.textOf(node));
  }

  #openExpression(expression: SyntaxNode): string {
    const host = this.#expressions.get(expression);
    if (host === undefined) return '';
    const naming = isAnonymousFunction(expression) ? `${this.#unit.runtime('named')}(` : '';
    return `${naming}(()=>{${textOfHost(host)}return(`;
  }

  /** The function around an anonymous one keeps it from getting the name of the variable. */
  #closeExpression({ node, up }: Place): string {
    if (!this.#expressions.has(node)) return '';
    if (!isAnonymousFunction(node)) return ')})()';
    const variable = up === null ? null : (childOf(up.node, 'left') ?? childOf(up.node, 'id'));
    return `)})(),${JSON.stringify(variable?.type === 'Identifier' ? nameOf(variable) : '')})`;
  }

  #inScope(node: SyntaxNode, used: (text: string) => string, unused: string): string {
    return this.#scopes.has(node) ? used(this.textOf(node)) : unused;
  }
}

function hostOf(hosts: Map<SyntaxNode, Host>, node: SyntaxNode): Host {
  let host = hosts.get(node);
  if (host === undefined) hosts.set(node, (host = { names: [], statements: [] }));
  return host;
}

const textOfHost = ({ names, statements }: Host): string =>
  (names.length > 0 ? `let ${names.join(',')};` : '') + statements.join('');

/** A default value, an initial value, or a part of a `for` head. */
function isValue({ node, field, up }: Place): boolean {
  if (up === null || !node.type.endsWith('Expression')) return false;
  if (up.node.type === 'AssignmentPattern') return field === 'right';
  if (up.node.type === 'VariableDeclarator') return field === 'init';
  return up.node.type === 'ForStatement' && field !== 'body';
}

const isAnonymousFunction = (node: SyntaxNode): boolean =>
  (isFunction(node) || node.type === 'ClassExpression') && childOf(node, 'id') === null;

/** Gets braces when something is declared in it. A block has them already. */
function isWrapped({ node, field, up }: Place): boolean {
  if (node.type === 'SwitchStatement') return true;
  return node.type !== 'BlockStatement' && up !== null && isLoop(up.node) && field === 'body';
}

/** Where code after the directives of a file or function may start. */
export function endOfDirectives(block: SyntaxNode): number | undefined {
  return listOf(block, 'body').findLast((statement) => typeof statement['directive'] === 'string')?.end;
}

function arrowOf(source: string, arrow: SyntaxNode): number {
  const from = childOf(arrow, 'returnType') ?? listOf(arrow, 'params').at(-1) ?? childOf(arrow, 'typeParameters');
  return findToken(source, '=>', from?.end ?? arrow.start, requiredChild(arrow, 'body').start);
}
