/** Code unit order: the order of keys in a module namespace. */
const byCodeUnit = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

export type Getters = ReadonlyMap<string, () => unknown>;

/** An empty namespace: importers hold it before its names are known. */
export function emptyNamespace(): object {
  // Not Object.create(null): V8 would look every name up in a table, ten times as slow.
  const namespace = Object.setPrototypeOf({}, null) as object;
  Object.defineProperty(namespace, Symbol.toStringTag, { value: 'Module' });
  return namespace;
}

/** Adds the names, each read afresh at every use. Names that are there stay as they are. */
export function fillNamespace(namespace: object, getters: Getters): void {
  for (const [name, get] of [...getters].toSorted(([one], [other]) => byCodeUnit(one, other))) {
    if (!Object.hasOwn(namespace, name)) Object.defineProperty(namespace, name, { get, enumerable: true });
  }
}

type Exported = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Exported =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/**
 * `module.exports` seen as a namespace. The default import is `module.exports` itself, or its `default` when the
 * module was once an ES module and says so.
 */
export function commonJsGetters(exported: unknown, wantedNames: readonly string[]): Getters {
  const getters = new Map<string, () => unknown>();
  if (isObject(exported)) {
    const wanted = wantedNames.filter((name) => name in exported);
    for (const name of [...Object.keys(exported), ...wanted]) getters.set(name, () => exported[name]);
  }
  const wasModule = isObject(exported) && exported['__esModule'] === true && 'default' in exported;
  if (!wasModule) getters.set('default', () => exported);
  return getters;
}
