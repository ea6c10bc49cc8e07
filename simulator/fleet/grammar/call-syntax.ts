/** `lognormal(20ms, 8ms)` taken apart; null when the text is no such call. Arguments do not nest. */
export interface CallSyntax {
  readonly name: string;
  readonly arguments: readonly string[];
}

const shape = /^([a-z]+)\(([^()]*)\)$/;

export function parseCallSyntax(text: string): CallSyntax | null {
  const match = shape.exec(text);
  if (match === null) return null;
  const inside = match[2]!.trim();
  return { name: match[1]!, arguments: inside === '' ? [] : inside.split(',').map((part) => part.trim()) };
}
