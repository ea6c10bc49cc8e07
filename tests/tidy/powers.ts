import { Visitor, parseSync } from 'rolldown/utils';

/** What we look at of a node of the syntax tree. */
interface Syntax {
  readonly type: string;
  readonly name?: unknown;
  readonly value?: unknown;
  readonly operator?: unknown;
  readonly argument?: Syntax;
  readonly callee?: Syntax;
}

/**
 * Lines with `**` where an engine may round in its own way, as with Math.pow.
 * Whole literals are exact, and so are bigints that show as such: `10n ** digits`, `BigInt(base) ** degree`.
 */
export function inexactPowers(file: string, source: string): number[] {
  const lines: number[] = [];
  const note = (start: number) => lines.push(source.slice(0, start).split('\n').length);
  new Visitor({
    BinaryExpression(node) {
      if (node.operator === '**' && !isExact(node.left as Syntax, node.right as Syntax)) note(node.start);
    },
    AssignmentExpression(node) {
      if (node.operator === '**=') note(node.start);
    },
  }).visit(parseSync(file, source).program);
  return lines;
}

function isExact(left: Syntax, right: Syntax): boolean {
  if (typeof left.value === 'bigint' || left.callee?.name === 'BigInt') return true;
  const base = numberOf(left);
  const exponent = numberOf(right);
  if (base === null || exponent === null) return false;
  return base === 2 ? Number.isInteger(exponent) : Number.isSafeInteger(base ** exponent);
}

function numberOf({ value, operator, argument }: Syntax): number | null {
  if (typeof value === 'number') return value;
  const negated = operator === '-' && argument !== undefined ? numberOf(argument) : null;
  return negated === null ? null : -negated;
}
