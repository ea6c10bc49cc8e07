import { shadowedNames } from '../runtime/globals/hardening/allow-list.ts';
import type { Realm } from '../runtime/instance/realm.ts';

// Taken at load, before anything could be hardened away.
// oxlint-disable-next-line no-eval -- the one place that turns service code into functions, inside its own realm
const evaluateGlobally = globalThis.eval;

/** Parameters of compiled code already; Node has globals of these names in a thread made from text. */
const ofEveryModule: ReadonlySet<string> = new Set(['module', 'exports', 'require']);

/** The realm this code runs in, lent to processes. Names keep stack traces readable; lines keep their numbers. */
export function createRealm(shelf: Readonly<Record<string, string>>): Realm {
  let hidden: readonly string[] | null = null;
  return {
    // The virtual globals have the same names in every service.
    hidden: (globals) => (hidden ??= shadowedNames(globalThis, globals).filter((name) => !ofEveryModule.has(name))),
    shelf: (name) => (Object.hasOwn(shelf, name) ? shelf[name] : undefined),
    evaluate: (text, parameters, name) =>
      evaluateGlobally(`(function(${parameters.join(',')}){${text}\n})\n//# sourceURL=${oneLine(name)}`) as (
        ...values: unknown[]
      ) => unknown,
  };
}

/** The name of a file is whatever its author wrote: it ends with its line, and is never code. */
function oneLine(name: string): string {
  return name.replace(/\s/g, '_');
}
