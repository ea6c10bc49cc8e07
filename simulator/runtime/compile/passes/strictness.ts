import { isFunction, listOf, requiredChild, type Place, type SyntaxNode } from '../syntax/node.ts';
import type { Format } from '../syntax/parse.ts';

export const saysUseStrict = (block: SyntaxNode): boolean =>
  listOf(block, 'body').some((statement) => statement['directive'] === 'use strict');

/** Whether the code at `place` is sloppy. */
export function isSloppy(place: Place, format: Format): boolean {
  if (format === 'esm') return false;
  for (let up: Place | null = place; up !== null; up = up.up) {
    const { node } = up;
    if (node.type === 'ClassBody') return false;
    const block = isFunction(node) ? requiredChild(node, 'body') : node;
    if ((isFunction(node) || node.type === 'Program') && saysUseStrict(block)) return false;
  }
  return true;
}
