interface Known {
  readonly owner: object;
  readonly key: PropertyKey;
  readonly path: string;
  readonly value: unknown;
  readonly get: unknown;
}

/**
 * Remembers what the language looks like, and gives a way to ask what of it was replaced or taken away since, or added to
 * every object: `Array.prototype.push`. What is merely new (`Array.prototype.last`) disturbs nobody.
 * The asking uses nothing that could have been changed meanwhile.
 */
export function watchIntrinsics(globalObject: object): () => string | null {
  const { ownKeys, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
  const { is } = Object;
  const known = ownKeys(globalObject).flatMap((name) => {
    const value: unknown = getOwnPropertyDescriptor(globalObject, name)?.value;
    return typeof name === 'string' && value !== globalObject ? knownOf(name, value) : [];
  });
  const iterators = [[].values(), new Map().values(), new Set().values(), ''[Symbol.iterator](), (function* () {})()];
  for (const iterator of iterators) {
    const prototype = getPrototypeOf(iterator)!;
    known.push(...propertiesOf('an iterator', prototype));
    known.push(...propertiesOf('every iterator', getPrototypeOf(prototype)!));
  }
  const everyObject = Object.prototype;
  const everyKeys = ownKeys(everyObject).length;
  const arrays = Array.prototype;
  return () => {
    if (ownKeys(everyObject).length !== everyKeys) return 'Object.prototype';
    if (getPrototypeOf(arrays) !== everyObject) return 'Array.prototype';
    for (let index = 0; index < known.length; index++) {
      const { owner, key, path, value, get } = known[index]!;
      const now = getOwnPropertyDescriptor(owner, key);
      if (!now || (get === undefined ? !is(now.value, value) : now.get !== get)) return path;
    }
    return null;
  };
}

function knownOf(name: string, value: unknown): Known[] {
  if (!isObject(value)) return [];
  const prototype: unknown = Reflect.get(value, 'prototype');
  return [...propertiesOf(name, value), ...(isObject(prototype) ? propertiesOf(`${name}.prototype`, prototype) : [])];
}

function isObject(value: unknown): value is object {
  return typeof value === 'function' || (typeof value === 'object' && value !== null);
}

function propertiesOf(path: string, owner: object): Known[] {
  return Reflect.ownKeys(owner).flatMap((key) => {
    const descriptor = Reflect.getOwnPropertyDescriptor(owner, key)!;
    // A number that is there to be set.
    if (key === 'stackTraceLimit') return [];
    const name = typeof key === 'symbol' ? `[${key.description}]` : `.${key}`;
    return [{ owner, key, path: path + name, value: descriptor.value, get: descriptor.get }];
  });
}
