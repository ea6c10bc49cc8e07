import type { Place } from '../syntax/node.ts';
import type { Pass } from '../syntax/walk.ts';
import type { Unit } from './unit.ts';

const ENDS_WITH_SEMICOLON = [
  'VariableDeclaration',
  'ExpressionStatement',
  'ReturnStatement',
  'ThrowStatement',
  'BreakStatement',
  'ContinueStatement',
  'DebuggerStatement',
  'DoWhileStatement',
  'PropertyDefinition',
];

const isInLoopHead = ({ field, up }: Place): boolean =>
  (field === 'init' && up?.node.type === 'ForStatement') ||
  (field === 'left' && (up?.node.type === 'ForOfStatement' || up?.node.type === 'ForInStatement'));

/**
 * Writes every semicolon that was left to automatic insertion. Other passes put parentheses where lines begin,
 * and turn types at their ends into spaces: without this, two lines could become one expression.
 */
export function semicolons({ edits, source }: Unit): Pass {
  const end = (place: Place): void => {
    if (!isInLoopHead(place) && source.charAt(place.node.end - 1) !== ';') edits.after(place.node.end, ';');
  };
  return { leave: Object.fromEntries(ENDS_WITH_SEMICOLON.map((type) => [type, end])) };
}
