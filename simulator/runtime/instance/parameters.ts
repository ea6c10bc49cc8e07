import type { ServiceGlobals } from '../globals/create-globals.ts';

const cache = new WeakMap<ServiceGlobals, Readonly<Record<string, unknown>>>();

/**
 * The virtual globals as parameters of evaluated code. Strict code may not have a parameter called `eval`;
 * a realm of its own replaces that one for all its code, and elsewhere it sees what any code sees.
 */
export function parametersOf(globals: ServiceGlobals): Readonly<Record<string, unknown>> {
  let parameters = cache.get(globals);
  if (!parameters) {
    const { eval: _, ...others } = globals.names;
    cache.set(globals, (parameters = others));
  }
  return parameters;
}
