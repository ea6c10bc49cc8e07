const words = 'Code generation from strings disallowed for this context';

/** Stands in for `Function` and its kin: `instanceof` holds, calling it does not. */
export function refusingConstructor(name: string, prototype: object): (...values: unknown[]) => never {
  const refuse = function (..._values: unknown[]): never {
    throw new EvalError(words);
  };
  Object.defineProperty(refuse, 'name', { value: name });
  Object.defineProperty(refuse, 'prototype', { value: prototype, writable: false });
  return refuse;
}

export function refusingEval(source?: unknown): unknown {
  // As the real one, which gives back what is no text.
  if (typeof source !== 'string') return source;
  throw new EvalError(words);
}
