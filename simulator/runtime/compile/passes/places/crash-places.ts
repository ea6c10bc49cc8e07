import { childOf, requiredChild, type Place, type SyntaxNode } from '../../syntax/node.ts';
import type { Pass } from '../../syntax/walk.ts';
import type { Unit } from '../unit.ts';

/** Statements that do something where they stand. Declarations of functions and classes are there from the start. */
const DOES_SOMETHING = new Set([
  'ExpressionStatement',
  'VariableDeclaration',
  'ReturnStatement',
  'ThrowStatement',
  'IfStatement',
  'SwitchStatement',
  'TryStatement',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'WhileStatement',
  'DoWhileStatement',
  'BreakStatement',
  'ContinueStatement',
  'LabeledStatement',
  'DebuggerStatement',
]);

/** Fields that hold a list of statements, and those that hold a single one. */
const LISTS: Readonly<Record<string, string>> = {
  Program: 'body',
  BlockStatement: 'body',
  StaticBlock: 'body',
  SwitchCase: 'consequent',
};
const SINGLES = new Set([
  'IfStatement',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'WhileStatement',
  'DoWhileStatement',
]);

const isExported = (node: SyntaxNode): boolean =>
  node.type === 'ExportNamedDeclaration' && childOf(node, 'declaration')?.type === 'VariableDeclaration';

const isDefault = (node: SyntaxNode): boolean =>
  node.type === 'ExportDefaultDeclaration' && !requiredChild(node, 'declaration').type.endsWith('Declaration');

function canStop({ node }: Place): boolean {
  if (typeof node['directive'] === 'string' || node['declare'] === true) return false;
  return DOES_SOMETHING.has(node.type) || isExported(node) || isDefault(node);
}

const isInList = ({ field, up }: Place): boolean => up !== null && LISTS[up.node.type] === field;

const isSingle = ({ field, up }: Place): boolean =>
  up !== null && SINGLES.has(up.node.type) && ['body', 'consequent', 'alternate'].includes(field);

/** The body of an arrow function that is an expression. */
const isBody = ({ node, field, up }: Place): boolean =>
  up?.node.type === 'ArrowFunctionExpression' && field === 'body' && node.type !== 'BlockStatement';

/**
 * The lines on which a process can be made to die, and what has it die there:
 *
 *     f()         ->  place[1]&&pass(file+12);f()
 *     if (x) f()  ->  if (x) {place[1]&&pass(file+12);f()}
 *     x => x      ->  x => (place[1]&&pass(file+12),x)
 *
 * A call on a line of its own within a statement passes it too. With no crash point set this is a load and a comparison.
 */
export class CrashPlaces {
  readonly lines = new Set<number>();
  readonly #unit: Unit;
  readonly #closings = new Map<SyntaxNode, string>();

  constructor(unit: Unit) {
    this.#unit = unit;
  }

  /** Whether a call is the first thing on its line that can stop there. */
  isFirstOn(line: number): boolean {
    if (this.lines.has(line)) return false;
    this.lines.add(line);
    return true;
  }

  /** To be listed first: what it opens is outermost. */
  readonly pass: Pass = {
    enter: {
      '*': (place) => {
        const { node } = place;
        const { edits } = this.#unit;
        if (isBody(place)) {
          edits.before(node.start, `(${this.#check(node)},`);
          this.#closings.set(node, ')');
        } else if (canStop(place) && isInList(place)) {
          edits.before(node.start, `${this.#check(node)};`);
        } else if (canStop(place) && isSingle(place)) {
          edits.before(node.start, `{${this.#check(node)};`);
          this.#closings.set(node, '}');
        }
      },
    },
    leave: {
      '*': ({ node }) => {
        const closing = this.#closings.get(node);
        if (closing !== undefined) this.#unit.edits.after(node.end, closing);
      },
    },
  };

  #check(node: SyntaxNode): string {
    const { line } = node.loc.start;
    this.lines.add(line);
    return `${this.#unit.runtime('place')}[1]&&${this.#unit.runtime('pass')}(${this.#unit.placeOf(line)})`;
  }
}
