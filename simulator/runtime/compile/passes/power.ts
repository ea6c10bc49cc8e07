import { requiredChild, textOf, type Place, type SyntaxNode } from '../syntax/node.ts';
import { findToken } from '../syntax/trivia.ts';
import type { Pass } from '../syntax/walk.ts';
import type { Unit } from './unit.ts';

/** Its text may stand twice: reading it again does nothing, and no other pass changes it. */
function isRepeatable(target: SyntaxNode): boolean {
  if (target.type === 'Identifier') return true;
  if (target.type !== 'MemberExpression') return false;
  const object = requiredChild(target, 'object');
  const property = requiredChild(target, 'property');
  if (property.type === 'PrivateIdentifier') return object.type === 'Identifier' || object.type === 'ThisExpression';
  if (object.type !== 'ThisExpression' && object.type !== 'Super') return false;
  return target['computed'] !== true || property.type === 'Literal';
}

/** Engines differ in the last bit of `**`, so it becomes a call. */
export function power(unit: Unit): Pass {
  const { edits, source } = unit;

  const openAssignment = (node: SyntaxNode): void => {
    const left = requiredChild(node, 'left');
    const right = requiredChild(node, 'right');
    const operator = findToken(source, '**=', left.end, right.start);
    if (isRepeatable(left)) {
      edits.replace(operator, operator + 3, `=${unit.runtime('pow')}(${source.slice(left.start, left.end)},`);
    } else if (left.type !== 'MemberExpression' || requiredChild(left, 'property').type === 'PrivateIdentifier') {
      unit.refuse(node, '**= cannot be compiled for this target', 'target = target ** exponent');
    } else {
      const property = requiredChild(left, 'property');
      edits.before(left.start, `${unit.runtime('reference')}(`);
      const objectEnd = requiredChild(left, 'object').end;
      if (left['computed'] === true) {
        const bracket = findToken(source, '[', objectEnd, property.start);
        edits.replace(bracket, bracket + 1, ',');
        edits.replace(left.end - 1, left.end, ' ');
      } else {
        const dot = findToken(source, '.', objectEnd, property.start);
        edits.replace(dot, dot + 1, ',');
        edits.replace(property.start, property.end, JSON.stringify(source.slice(property.start, property.end)));
      }
      edits.replace(operator, operator + 3, ').power(');
    }
  };

  const isPower = (node: SyntaxNode, operator: string): boolean => textOf(node, 'operator') === operator;
  const close = ({ node }: Place): void => {
    if (isPower(node, '**') || isPower(node, '**=')) edits.after(node.end, ')');
  };
  return {
    enter: {
      BinaryExpression({ node }) {
        if (!isPower(node, '**')) return;
        const operator = findToken(source, '**', requiredChild(node, 'left').end, requiredChild(node, 'right').start);
        edits.before(node.start, `${unit.runtime('pow')}(`);
        edits.replace(operator, operator + 2, ',');
      },
      AssignmentExpression({ node }) {
        if (isPower(node, '**=')) openAssignment(node);
      },
    },
    leave: { BinaryExpression: close, AssignmentExpression: close },
  };
}
