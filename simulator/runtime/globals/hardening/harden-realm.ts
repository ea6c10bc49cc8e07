import { allowedGlobals } from './allow-list.ts';
import { refusingEval } from './code-from-text.ts';
import {
  disarmFunctionConstructors,
  removeNativePromises,
  tameErrorHooks,
  tameLocaleMethods,
  tameMath,
  tameRegExp,
} from './tame-realm.ts';

export interface Hardened {
  /** Names that could be neither deleted nor overwritten: constants of the host, to be looked at by a test. */
  readonly remaining: readonly string[];
}

/** What the engine itself goes on using by name; tamed, not removed. */
const enginesOwn = ['Math', 'JSON', 'Function', 'globalThis'];

/**
 * Empties a worker's realm down to the language. For a realm of its own only, never the page or Node's main one:
 * it deletes by allow-list everything on the global object and its prototype chain and changes built-in prototypes.
 * The caller has taken what it needs before (postMessage, its own eval, timers of the host) and names in `keep`
 * what must stay reachable by name. Service code then gets the virtual globals by scope.
 */
export function hardenRealm(globalObject: object, keep: Iterable<string> = []): Hardened {
  const staying = new Set<string>([...allowedGlobals, ...enginesOwn, ...keep]);
  removeDoors(globalObject, staying);
  const remaining: string[] = [];
  for (let step: object | null = globalObject; step !== null; step = Reflect.getPrototypeOf(step)) {
    if (step === Object.prototype) break;
    for (const name of Reflect.ownKeys(step)) {
      if (typeof name === 'symbol' || staying.has(name)) continue;
      // `constructor` of the global's prototypes leads to classes of the host, so it goes like the rest.
      if (!remove(step, name)) remaining.push(name);
    }
  }
  replace(globalObject, 'Function', disarmFunctionConstructors());
  replace(globalObject, 'eval', refusingEval);
  tameMath(Math);
  tameLocaleMethods();
  tameErrorHooks();
  tameRegExp();
  removeNativePromises();
  lock(globalObject);
  return { remaining };
}

/** What hangs on classes that stay, or on those the engine keeps hold of. */
function removeDoors(globalObject: object, staying: ReadonlySet<string>): void {
  const classes = globalObject as { URL?: object; Date?: DateConstructor };
  for (const name of ['createObjectURL', 'revokeObjectURL']) if (classes.URL) remove(classes.URL, name);
  // Dates of services have the slots of a native one; their prototype must not lead back to the host's clock.
  if (classes.Date && !staying.has('Date')) {
    Reflect.defineProperty(classes.Date.prototype, 'constructor', { value: undefined, writable: false });
  }
}

function remove(target: object, name: string): boolean {
  if (Reflect.deleteProperty(target, name)) return true;
  return Reflect.defineProperty(target, name, { value: undefined, writable: false, configurable: false });
}

function replace(target: object, name: string, value: unknown): void {
  Reflect.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });
}

/** Sloppy code reaches the real global by `this`. What is left there is the engine's, which must not be had to use another. */
function lock(globalObject: object): void {
  for (const name of Reflect.ownKeys(globalObject)) {
    const descriptor = Reflect.getOwnPropertyDescriptor(globalObject, name)!;
    Reflect.defineProperty(globalObject, name, {
      configurable: false,
      ...('value' in descriptor && { writable: false }),
    });
  }
  Object.freeze(Math);
  Object.freeze(JSON);
}
