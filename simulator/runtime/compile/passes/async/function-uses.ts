import { isArrow, isFunction, nameOf, requiredChild, type SyntaxNode } from '../../syntax/node.ts';
import { childFieldsOf } from '../../syntax/walk.ts';

/** What a function takes from its call, arrow functions inside it included. */
export interface FunctionUses {
  this: boolean;
  arguments: boolean;
  newTarget: boolean;
  super: boolean;
  superCall: boolean;
  /** `yield` as a name, which only sloppy code may have. */
  yieldName: boolean;
}

function collect(node: SyntaxNode, uses: FunctionUses): void {
  if (node.type.startsWith('TS') && /^TS(?:Type|Interface)/.test(node.type) && node.type !== 'TSTypeAssertion') return;
  if (node.type === 'ThisExpression') uses.this = true;
  else if (node.type === 'Super') uses.super = uses.this = true;
  else if (node.type === 'MetaProperty' && nameOf(requiredChild(node, 'meta')) === 'new') uses.newTarget = true;
  else if (node.type === 'Identifier' && nameOf(node) === 'arguments') uses.arguments = true;
  else if (node.type === 'Identifier' && nameOf(node) === 'yield') uses.yieldName = true;
  if (node.type === 'CallExpression' && requiredChild(node, 'callee').type === 'Super') uses.superCall = true;
  for (const [field, child] of childFieldsOf(node)) {
    const hasOwnThis =
      (isFunction(child) && !isArrow(child)) ||
      child.type === 'StaticBlock' ||
      (node.type === 'PropertyDefinition' && field === 'value');
    if (!hasOwnThis) collect(child, uses);
  }
}

export function usesOf(fn: SyntaxNode): FunctionUses {
  const uses = { this: false, arguments: false, newTarget: false, super: false, superCall: false, yieldName: false };
  for (const [, child] of childFieldsOf(fn)) collect(child, uses);
  return uses;
}
