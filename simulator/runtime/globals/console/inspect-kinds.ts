import { NativeDate, NativeSearchParams, NativeUrl } from '../natives.ts';
import { isDate } from '../time/virtual-date.ts';
import { type InspectContext, keysOf, prefixOf } from './inspect-context.ts';
import { quote } from './quote.ts';
import { arrayKind, bufferKind, mapKind, setKind, viewKind } from './inspect-lists.ts';
import type { Kind, Named } from './kind.ts';

const nothing = (): string[] => [];

/** An engine object by its internal slot: `probe` throws on everything else, Proxies included. */
function has<Value extends object>(value: object, probe: (value: Value) => unknown): value is Value {
  try {
    probe(value as Value);
    return true;
  } catch {
    return false;
  }
}

const mapSize = Object.getOwnPropertyDescriptor(Map.prototype, 'size')!.get!;
const setSize = Object.getOwnPropertyDescriptor(Set.prototype, 'size')!.get!;
const bufferLength = Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, 'byteLength')!.get!;

export function kindOf(context: InspectContext, value: object, named: Named, level: number): Kind {
  if (Array.isArray(value)) return arrayKind(context, value, named, level);
  if (typeof value === 'function') return functionKind(value, named);
  const prototype = Reflect.getPrototypeOf(value);
  if (prototype === Object.prototype) return plainKind(value, named);
  if (ArrayBuffer.isView(value)) return viewKind(context, value, named, level);
  if (has<Map<unknown, unknown>>(value, (map) => mapSize.call(map))) return mapKind(context, value, named, level);
  if (has<Set<unknown>>(value, (set) => setSize.call(set))) return setKind(context, value, named, level);
  if (isDate(value)) return dateKind(value, named);
  if (has<RegExp>(value, (pattern) => RegExp.prototype.exec.call(pattern, '')) && value instanceof RegExp) {
    return lineKind(
      value,
      `${named.constructor === 'RegExp' ? '' : prefixOf(named.constructor, named.tag, 'RegExp')}${RegExp.prototype.toString.call(value)}`,
    );
  }
  if (has<ArrayBuffer>(value, (buffer) => bufferLength.call(buffer))) return bufferKind(value, named);
  return rareKind(context, value, named, level) ?? plainKind(value, named);
}

function rareKind(context: InspectContext, value: object, named: Named, level: number): Kind | null {
  const promise = context.stateOf?.(value) ?? null;
  const around = (entries: () => string[], fallback: string): Kind => {
    const open = `${prefixOf(named.constructor, named.tag, fallback)}{`;
    return { base: '', open, close: '}', entries, hasEntries: true, keys: keysOf(value), empty: `${open}}` };
  };
  if (promise !== null) {
    return around(() => {
      if (promise.state === 'pending') return ['<pending>'];
      context.indentation += 2;
      const text = context.format(context, promise.value, level);
      context.indentation -= 2;
      return [promise.state === 'rejected' ? `<rejected> ${text}` : text];
    }, 'Promise');
  }
  if (value instanceof WeakMap || value instanceof WeakSet) return around(() => ['<items unknown>'], 'WeakMap');
  if (value instanceof NativeUrl) return urlKind(context, value, named, level);
  if (value instanceof NativeSearchParams) {
    const pairs = [...value].map(([name, text]) => `${quote(name)} => ${quote(text)}`);
    return { ...around(() => pairs, 'URLSearchParams'), hasEntries: pairs.length > 0, empty: 'URLSearchParams {}' };
  }
  const primitive = boxedPrimitive(value);
  if (primitive === null) return null;
  const keys = keysOf(value).filter(
    (key) => !(primitive.type === 'String' && typeof key === 'string' && /^\d+$/.test(key)),
  );
  const constructor =
    named.constructor === primitive.type || named.constructor === null ? '' : ` (${named.constructor})`;
  const base = `[${primitive.type}${constructor}: ${context.format(context, primitive.value, level)}]`;
  return { base, open: '{', close: '}', entries: nothing, hasEntries: false, keys, empty: base };
}

function boxedPrimitive(value: object): { type: string; value: unknown } | null {
  for (const boxed of [Number, String, Boolean, BigInt, Symbol]) {
    const unbox = boxed.prototype.valueOf as (this: unknown) => unknown;
    if (has<object>(value, (object) => unbox.call(object))) return { type: boxed.name, value: unbox.call(value) };
  }
  return null;
}

function plainKind(value: object, { constructor, tag }: Named): Kind {
  const prefix = constructor === 'Object' && tag === '' ? '' : prefixOf(constructor, tag, 'Object');
  return {
    base: '',
    open: `${prefix}{`,
    close: '}',
    entries: nothing,
    hasEntries: false,
    keys: keysOf(value),
    empty: `${prefix}{}`,
  };
}

function lineKind(value: object, base: string): Kind {
  return { base, open: '{', close: '}', entries: nothing, hasEntries: false, keys: keysOf(value), empty: base };
}

function dateKind(value: Date, { constructor, tag }: Named): Kind {
  const time = NativeDate.prototype.getTime.call(value);
  const text = Number.isNaN(time) ? 'Invalid Date' : NativeDate.prototype.toISOString.call(value);
  return lineKind(value, constructor === 'Date' ? text : `${prefixOf(constructor, tag, 'Date')}${text}`);
}

function functionKind(value: object, { constructor, tag }: Named): Kind {
  const run = value as (...values: unknown[]) => unknown;
  const own: unknown = Reflect.getOwnPropertyDescriptor(run, 'name')?.value;
  const name = typeof own === 'string' ? own : '';
  const tagged = tag === '' ? '' : ` [${tag}]`;
  if (Function.prototype.toString.call(run).startsWith('class')) {
    const parent: unknown = Reflect.getPrototypeOf(run);
    const parentName = typeof parent === 'function' ? parent.name : '';
    const heir = constructor === null ? ' extends null' : parentName === '' ? '' : ` extends ${parentName}`;
    return lineKind(value, `[class ${name === '' ? '(anonymous)' : name}${tagged}${heir}]`);
  }
  const type = constructor !== null && /^(Async)?(Generator)?Function$/.test(constructor) ? constructor : 'Function';
  const shown = `${constructor === null ? ' (null prototype)' : ''}${name === '' ? ' (anonymous)' : `: ${name}`}`;
  const other = constructor !== null && constructor !== type ? ` ${constructor}` : '';
  return lineKind(value, `[${type}${shown}]${other}${type === tag ? '' : tagged}`);
}

const urlKeys = [
  'href',
  'origin',
  'protocol',
  'username',
  'password',
  'host',
  'hostname',
  'port',
  'pathname',
  'search',
  'searchParams',
  'hash',
] as const;

function urlKind(context: InspectContext, value: object, { constructor }: Named, level: number): Kind {
  const parts = value as Readonly<Record<string, unknown>>;
  const entries = (): string[] => urlKeys.map((key) => `${key}: ${context.format(context, parts[key], level)}`);
  return {
    base: '',
    open: `${constructor ?? 'URL'} {`,
    close: '}',
    entries,
    hasEntries: true,
    keys: [],
    empty: 'URL {}',
  };
}
