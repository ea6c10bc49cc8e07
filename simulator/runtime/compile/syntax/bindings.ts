import { childOf, isFunction, listOf, nameOf, requiredChild, textOf, type SyntaxNode } from './node.ts';
import { childFieldsOf } from './walk.ts';

/** The names that a binding pattern declares. */
export function namesInPattern(pattern: SyntaxNode | null): readonly string[] {
  switch (pattern?.type) {
    case 'Identifier':
      return [nameOf(pattern)];
    case 'ObjectPattern':
      return listOf(pattern, 'properties').flatMap((property) =>
        namesInPattern(childOf(property, property.type === 'RestElement' ? 'argument' : 'value')),
      );
    case 'ArrayPattern':
      return listOf(pattern, 'elements').flatMap(namesInPattern);
    case 'AssignmentPattern':
      return namesInPattern(childOf(pattern, 'left'));
    case 'RestElement':
      return namesInPattern(childOf(pattern, 'argument'));
    default:
      return [];
  }
}

export const namesInDeclaration = (declaration: SyntaxNode): readonly string[] =>
  declaration.type === 'VariableDeclaration'
    ? listOf(declaration, 'declarations').flatMap((declarator) => namesInPattern(childOf(declarator, 'id')))
    : namesInPattern(childOf(declaration, 'id'));

const isLexical = (node: SyntaxNode): boolean =>
  (node.type === 'VariableDeclaration' && textOf(node, 'kind') !== 'var') ||
  node.type === 'FunctionDeclaration' ||
  node.type === 'ClassDeclaration';

const declaredBy = (statements: readonly SyntaxNode[]): readonly string[] =>
  statements
    .map((statement) =>
      statement.type.startsWith('Export') ? (childOf(statement, 'declaration') ?? statement) : statement,
    )
    .filter((statement) => isLexical(statement) && statement['declare'] !== true)
    .flatMap(namesInDeclaration);

/** Names that `var` hoists to the function around `node`. */
function hoistedNames(node: SyntaxNode): readonly string[] {
  if (isFunction(node) || node.type === 'ClassBody' || node.type.startsWith('TS')) return [];
  const own = node.type === 'VariableDeclaration' && textOf(node, 'kind') === 'var' ? namesInDeclaration(node) : [];
  return [...own, ...childFieldsOf(node).flatMap(([, child]) => hoistedNames(child))];
}

/** The names that are in scope inside `node` and not outside of it. Types count for nothing. */
export function namesDeclaredIn(node: SyntaxNode): readonly string[] {
  switch (node.type) {
    case 'Program':
      return [...declaredBy(listOf(node, 'body')), ...hoistedNames(node)];
    case 'BlockStatement':
      return declaredBy(listOf(node, 'body'));
    case 'StaticBlock':
      return [...declaredBy(listOf(node, 'body')), ...listOf(node, 'body').flatMap(hoistedNames)];
    case 'SwitchStatement':
      return listOf(node, 'cases').flatMap((switchCase) => declaredBy(listOf(switchCase, 'consequent')));
    case 'ForStatement':
      return declaredBy([childOf(node, 'init') ?? node]);
    case 'ForInStatement':
    case 'ForOfStatement':
      return declaredBy([requiredChild(node, 'left')]);
    case 'CatchClause':
      return namesInPattern(childOf(node, 'param'));
    case 'ClassDeclaration':
    case 'ClassExpression':
      return namesInPattern(childOf(node, 'id'));
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression': {
      const own = node.type === 'FunctionExpression' ? namesInPattern(childOf(node, 'id')) : [];
      return [...own, ...listOf(node, 'params').flatMap(namesInPattern), ...hoistedNames(requiredChild(node, 'body'))];
    }
    default:
      return [];
  }
}
