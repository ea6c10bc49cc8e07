// Taken at load, before anything could be hardened away.
// oxlint-disable-next-line no-eval -- parts of the engine are texts of our own; in its frame nothing can be loaded by an address
const evaluateGlobally = globalThis.eval;

/**
 * A part of the engine that only some fleets need, from the text that the build made of it. Its code is in the realm that
 * asks for it: plain values and closures pass between them, but each has its own copy of what both import.
 */
export function partOf<Exports>(text: string): Exports {
  const module = { exports: {} as Exports };
  const run = evaluateGlobally(`(function(module,exports){${text}\n})`) as (
    part: typeof module,
    exports: Exports,
  ) => void;
  run(module, module.exports);
  return module.exports;
}
