type AnyFunction = (this: unknown, ...values: unknown[]) => unknown;

export interface MockCall {
  readonly arguments: readonly unknown[];
  readonly result: unknown;
  readonly error: unknown;
  readonly this: unknown;
}

export interface MockRecord {
  readonly calls: readonly MockCall[];
  callCount(): number;
  mockImplementation(implementation: AnyFunction): void;
  mockImplementationOnce(implementation: AnyFunction, onCall?: number): void;
  resetCalls(): void;
  restore(): void;
}

export type MockFunction = AnyFunction & { readonly mock: MockRecord };

/** `mock` of node:test, without its timers: time is virtual already. */
export class Mocks {
  readonly #records: MockRecord[] = [];

  fn(original?: unknown, implementation?: unknown): MockFunction {
    const plain = asFunction(original) ?? (() => undefined);
    return this.#made(plain, asFunction(implementation) ?? plain, () => {});
  }

  method(object: object, name: string, implementation?: unknown): MockFunction {
    const own = Object.getOwnPropertyDescriptor(object, name);
    const original = asFunction(Reflect.get(object, name));
    if (original === null) throw new TypeError(`${name} is not a method of the object that was given`);
    const mocked = this.#made(original, asFunction(implementation) ?? original, () => {
      if (own) Object.defineProperty(object, name, own);
      else Reflect.deleteProperty(object, name);
    });
    Object.defineProperty(object, name, { value: mocked, configurable: true, writable: true });
    return mocked;
  }

  reset(): void {
    this.restoreAll();
    this.#records.length = 0;
  }

  restoreAll(): void {
    for (const record of this.#records) record.restore();
  }

  #made(original: AnyFunction, implementation: AnyFunction, putBack: () => void): MockFunction {
    const calls: MockCall[] = [];
    const once = new Map<number, AnyFunction>();
    let usual = implementation;
    const record: MockRecord = {
      get calls() {
        return [...calls];
      },
      callCount: () => calls.length,
      mockImplementation: (next) => void (usual = next),
      mockImplementationOnce: (next, onCall = calls.length) => void once.set(onCall, next),
      resetCalls: () => void (calls.length = 0),
      restore: () => {
        usual = original;
        putBack();
      },
    };
    this.#records.push(record);
    const mocked = function mocked(this: unknown, ...values: unknown[]): unknown {
      const run = once.get(calls.length) ?? usual;
      once.delete(calls.length);
      try {
        const result: unknown = Reflect.apply(run, this, values);
        calls.push({ arguments: values, result, error: undefined, this: this });
        return result;
      } catch (error) {
        calls.push({ arguments: values, result: undefined, error, this: this });
        throw error;
      }
    };
    return Object.assign(mocked, { mock: record });
  }
}

function asFunction(value: unknown): AnyFunction | null {
  return typeof value === 'function' ? (value as AnyFunction) : null;
}
