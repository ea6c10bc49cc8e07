/**
 * Looks at everything that can be reached from some values: properties by name and by symbol, prototypes, what getters give.
 * Gives the native functions among it as `name at path`. It runs in a service, and in a worker that nobody hardened,
 * so it is plain text that needs nothing around it.
 */
export const walkerSource = `
function walk(roots, skip, harmless = new Set()) {
  const { ownKeys, getPrototypeOf, getOwnPropertyDescriptor, get } = Reflect;
  const textOf = Function.prototype.toString;
  const seen = new Set(skip);
  const found = new Map();
  const natives = new Set();
  const see = (path, value, next) => {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return;
    seen.add(value);
    next.push([path, value]);
    if (typeof value !== 'function') return;
    let text = '';
    try { text = Reflect.apply(textOf, value, []); } catch {}
    const named = getOwnPropertyDescriptor(value, 'name');
    const name = named && typeof named.value === 'string' ? named.value : '';
    if (/\\{\\s*\\[native code\\]\\s*\\}$/.test(text) && !name.startsWith('bound ')) {
      natives.add(value);
      if (!harmless.has(value) && !found.has(name)) found.set(name, path);
    }
  };
  let level = [];
  for (const [path, value] of Object.entries(roots)) see(path, value, level);
  for (let depth = 0; depth < 12 && level.length > 0; depth++) {
    const next = [];
    for (const [path, value] of level) {
      for (let holder = value; holder !== null; ) {
        let keys = [];
        try { keys = ownKeys(holder); } catch {}
        if (ArrayBuffer.isView(holder) || (Array.isArray(holder) && keys.length > 1000)) keys = [];
        for (const key of keys) {
          const step = path + '.' + (typeof key === 'symbol' ? '[' + (key.description ?? '') + ']' : key);
          let descriptor;
          try { descriptor = getOwnPropertyDescriptor(holder, key); } catch {}
          if (!descriptor) continue;
          see(step, descriptor.value, next);
          see(step + ' (getter)', descriptor.get, next);
          see(step + ' (setter)', descriptor.set, next);
          if (descriptor.get) try { see(step, get(holder, key, value), next); } catch (error) { see(step + ' (thrown)', error, next); }
        }
        let above = null;
        try { above = getPrototypeOf(holder); } catch {}
        if (above === null) break;
        if (seen.has(above) && holder !== value) break;
        see(path + '.__proto__', above, next);
        holder = above;
      }
    }
    level = next;
  }
  return { found, natives, seen: seen.size };
}
`;

/** What is left of the language in a hardened realm: from here the walker learns which native functions are harmless. */
export const languageRoots = `
const languageRoots = () => {
  const roots = {};
  for (const name of ['Object', 'Array', 'Map', 'Set', 'WeakMap', 'WeakSet', 'Symbol', 'Number', 'String', 'Boolean', 'BigInt',
    'RegExp', 'Reflect', 'Proxy', 'ArrayBuffer', 'DataView', 'Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array',
    'Uint16Array', 'Int32Array', 'Uint32Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array', 'Error',
    'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError', 'isNaN', 'isFinite',
    'parseInt', 'parseFloat', 'encodeURI', 'encodeURIComponent', 'decodeURI', 'decodeURIComponent', 'escape', 'unescape',
    'TextEncoder', 'TextDecoder', 'URLSearchParams', 'Math', 'JSON']) roots[name] = globalThis[name];
  return { ...roots, generator: (function* () {})(), iterators: [[].values(), new Map().keys(), new Set().keys(), ''[Symbol.iterator](), 'a'.matchAll(/a/g), new URLSearchParams('a=b').entries()] };
};
`;
