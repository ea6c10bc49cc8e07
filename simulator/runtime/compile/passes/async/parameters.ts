import { listOf, nameOf, type SyntaxNode } from '../../syntax/node.ts';

/** How a plain function stands in for one with these parameters. */
interface StandIn {
  /** Its parameter list: as many before the first default as the original has, so that `length` is the same. */
  readonly parameters: string;
  /** Hands its arguments on. */
  readonly args: string;
  /** Destructuring and defaults run when the generator function is called, and can throw. */
  readonly canThrow: boolean;
}

export const isThisParameter = (parameter: SyntaxNode): boolean =>
  parameter.type === 'Identifier' && nameOf(parameter) === 'this';

export function standInFor(fn: SyntaxNode, prefix: string): StandIn {
  const originals = listOf(fn, 'params').filter((parameter) => !isThisParameter(parameter));
  const isOptional = (parameter: SyntaxNode): boolean => parameter.type === 'AssignmentPattern';
  const firstDefault = originals.findIndex(isOptional);
  const parameters = originals.map((original, index) => {
    if (original.type === 'RestElement') return `...${prefix}${index}`;
    return firstDefault !== -1 && index >= firstDefault ? `${prefix}${index}=void 0` : `${prefix}${index}`;
  });
  const args = originals.map((original, index) => `${original.type === 'RestElement' ? '...' : ''}${prefix}${index}`);
  return {
    parameters: parameters.join(','),
    args: args.join(','),
    canThrow: originals.some((parameter) => parameter.type !== 'Identifier'),
  };
}
