/** An error with a code, as Node's own APIs throw: `TypeError [ERR_INVALID_ARG_TYPE]: ...` with `name` TypeError. */
export function nodeError(
  kind: ErrorConstructor | TypeErrorConstructor | RangeErrorConstructor,
  code: string,
  message: string,
): Error {
  const error = new kind(message);
  Object.defineProperty(error, 'code', { value: code, writable: true, configurable: true, enumerable: true });
  return error;
}

export function invalidArgument(name: string, expected: string, received: unknown): Error {
  const message = `The "${name}" argument must be ${expected}. Received ${describeReceived(received)}`;
  return nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', message);
}

function describeReceived(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'function') return `function ${value.name}`;
  if (typeof value === 'object') {
    const name = constructorName(value);
    return name === '' ? '[Object: null prototype] {}' : `an instance of ${name}`;
  }
  const text =
    typeof value === 'string' ? `'${value.length > 25 ? `${value.slice(0, 25)}...` : value}'` : String(value);
  return `type ${typeof value} (${typeof value === 'bigint' ? `${text}n` : text})`;
}

function constructorName(value: object): string {
  try {
    const prototype: unknown = Reflect.getPrototypeOf(value);
    if (prototype === null) return '';
    const { constructor } = prototype as { constructor?: { name?: unknown } };
    return typeof constructor?.name === 'string' ? constructor.name : 'Object';
  } catch {
    return 'Object';
  }
}

/** What the simulation does not offer, said in words and by the name a reader can look up. */
export function notSimulated(what: string, instead: string): Error {
  return nodeError(Error, 'ERR_NOT_SIMULATED', `${what} is not part of the simulation: ${instead}`);
}
