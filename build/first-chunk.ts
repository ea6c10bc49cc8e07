interface Modules {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/**
 * Names the chunk of all that `entry` imports at once: one file. Else what later parts share with it would be files of their
 * own, each with its headers and a beginning that is compressed anew, which the first picture would wait for all the same.
 */
export function firstChunk(entry: string, name: string): (id: string, modules: Modules) => string | null {
  let reached: Set<string> | null = null;
  return (id, modules) => {
    reached ??= reachedFrom(entry, modules);
    return reached.has(id) ? name : null;
  };
}

function reachedFrom(entry: string, modules: Modules): Set<string> {
  const reached = new Set([entry]);
  for (const id of reached) for (const imported of modules.getModuleInfo(id)?.importedIds ?? []) reached.add(imported);
  return reached;
}
