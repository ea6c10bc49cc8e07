import {
  enclosingFunction,
  requiredChild,
  childOf,
  isLoweredFunction,
  type Place,
  type SyntaxNode,
} from '../../syntax/node.ts';
import { findToken, skipTrivia } from '../../syntax/trivia.ts';
import type { Pass } from '../../syntax/walk.ts';
import type { Unit } from '../unit.ts';

/** Places where the grammar takes a whole assignment expression, as `yield` is, where `await` may be part of less. */
const TAKES_ASSIGNMENT: Readonly<Record<string, readonly string[]>> = {
  ExpressionStatement: ['expression'],
  VariableDeclarator: ['init'],
  AssignmentExpression: ['right'],
  AssignmentPattern: ['right'],
  ReturnStatement: ['argument'],
  ThrowStatement: ['argument'],
  AwaitExpression: ['argument'],
  YieldExpression: ['argument'],
  SpreadElement: ['argument'],
  CallExpression: ['arguments'],
  NewExpression: ['arguments'],
  ArrayExpression: ['elements'],
  Property: ['value'],
  ConditionalExpression: ['consequent', 'alternate'],
  SequenceExpression: ['expressions'],
  TemplateLiteral: ['expressions'],
  MemberExpression: ['property'],
  IfStatement: ['test'],
  WhileStatement: ['test'],
  DoWhileStatement: ['test'],
  ForStatement: ['init', 'test', 'update'],
  ForInStatement: ['right'],
  ForOfStatement: ['right'],
  SwitchStatement: ['discriminant'],
  SwitchCase: ['test'],
};

function isParenthesized(source: string, { start, end }: SyntaxNode): boolean {
  return /\(\s*$/.test(source.slice(Math.max(0, start - 40), start)) && source.charAt(skipTrivia(source, end)) === ')';
}

function needsParentheses(source: string, { node, field, up }: Place): boolean {
  if (up === null || TAKES_ASSIGNMENT[up.node.type]?.includes(field) === true) return false;
  return !isParenthesized(source, node);
}

function isInAsyncGenerator(place: Place): boolean {
  const owner = enclosingFunction(place);
  return owner !== null && isLoweredFunction(owner.node) && owner.node['generator'] === true;
}

/** `await` becomes `yield`: as long, so that columns stay. What an async generator yields is marked, to be told apart. */
export function awaits(unit: Unit): Pass {
  const { edits, source } = unit;
  const closings = new Map<SyntaxNode, string>();
  const close = ({ node }: Place): void => {
    const closing = closings.get(node);
    if (closing !== undefined) edits.after(node.end, closing);
  };
  return {
    enter: {
      AwaitExpression(place) {
        const { node } = place;
        const keywordEnd = node.start + 'await'.length;
        const gap = source.slice(keywordEnd, requiredChild(node, 'argument').start);
        // `yield` must not be followed by a line break.
        const isBroken = /[\r\n\u2028\u2029]/.test(gap);
        const isOpen = needsParentheses(source, place);
        edits.replace(node.start, keywordEnd, `${isOpen ? '(' : ''}yield${isBroken ? '(' : ''}`);
        closings.set(node, `${isBroken ? ')' : ''}${isOpen ? ')' : ''}`);
      },
      YieldExpression(place) {
        const { node } = place;
        if (!isInAsyncGenerator(place)) return;
        const keywordEnd = node.start + 'yield'.length;
        if (node['delegate'] === true) {
          const star = findToken(source, '*', keywordEnd, node.end);
          edits.replace(star, star + 1, `*${unit.runtime('delegate')}(`);
        } else edits.replace(node.start, keywordEnd, `yield ${unit.runtime('emit')}(yield`);
        closings.set(node, ')');
      },
      ReturnStatement(place) {
        const argument = childOf(place.node, 'argument');
        if (argument === null || !isInAsyncGenerator(place)) return;
        edits.after(place.node.start + 'return'.length, '(yield(');
        closings.set(place.node, '))');
      },
    },
    leave: {
      AwaitExpression: close,
      YieldExpression: close,
      ReturnStatement({ node }) {
        const closing = closings.get(node);
        if (closing === undefined) return;
        edits.after(source.charAt(node.end - 1) === ';' ? node.end - 1 : node.end, closing);
      },
    },
  };
}
