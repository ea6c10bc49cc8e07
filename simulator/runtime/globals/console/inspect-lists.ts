import { type InspectContext, keysOf, prefixOf } from './inspect-context.ts';
import type { Kind, Named } from './kind.ts';

function more(count: number): string {
  return `... ${count} more item${count === 1 ? '' : 's'}`;
}

export function arrayKind(
  context: InspectContext,
  value: readonly unknown[],
  { constructor, tag }: Named,
  level: number,
): Kind {
  const prefix = constructor === 'Array' && tag === '' ? '' : prefixOf(constructor, tag, 'Array', `(${value.length})`);
  const keys = keysOf(value).filter((key) => typeof key === 'symbol' || !/^(0|[1-9]\d*)$/.test(key));
  const entries = (): string[] => arrayEntries(context, value, level);
  return {
    base: '',
    open: `${prefix}[`,
    close: ']',
    entries,
    hasEntries: value.length > 0,
    keys,
    list: value,
    empty: `${prefix}[]`,
  };
}

function arrayEntries(context: InspectContext, value: readonly unknown[], level: number): string[] {
  const entries: string[] = [];
  let index = 0;
  context.indentation += 2;
  while (index < value.length && entries.length < context.arrayItemsMax) {
    if (Object.hasOwn(value, index)) {
      const descriptor = Reflect.getOwnPropertyDescriptor(value, index);
      entries.push(descriptor?.get ? '[Getter]' : context.format(context, descriptor?.value, level));
      index += 1;
      continue;
    }
    const start = index;
    // A sparse array may claim four thousand million elements: jump to the next one that is there.
    const next = Object.keys(value).find((key) => Number(key) > start);
    index = next === undefined ? value.length : Math.min(Number(next), value.length);
    if (Number.isNaN(index)) index = value.length;
    const empty = index - start;
    entries.push(`<${empty} empty item${empty === 1 ? '' : 's'}>`);
  }
  context.indentation -= 2;
  if (index < value.length) entries.push(more(value.length - index));
  return entries;
}

export function viewKind(context: InspectContext, value: ArrayBufferView, named: Named, level: number): Kind {
  if (value instanceof DataView) {
    const open = `${prefixOf(named.constructor, named.tag, 'DataView')}{`;
    const entries = (): string[] => {
      context.indentation += 2;
      const buffer = context.format(context, value.buffer, level);
      context.indentation -= 2;
      return [`byteLength: ${value.byteLength}`, `byteOffset: ${value.byteOffset}`, `buffer: ${buffer}`];
    };
    return { base: '', open, close: '}', entries, hasEntries: true, keys: keysOf(value), empty: `${open}}` };
  }
  const list = value as unknown as ArrayLike<number | bigint>;
  const fallback = named.tag === '' ? 'TypedArray' : named.tag;
  const prefix = prefixOf(named.constructor, named.tag, fallback, `(${list.length})`);
  const shown = Math.min(list.length, context.arrayItemsMax);
  const entries = (): string[] => {
    const texts: string[] = [];
    for (let index = 0; index < shown; index += 1) texts.push(context.format(context, list[index], level));
    if (shown < list.length) texts.push(more(list.length - shown));
    return texts;
  };
  const keys = keysOf(value).filter((key) => typeof key === 'symbol' || !/^\d+$/.test(key));
  return {
    base: '',
    open: `${prefix}[`,
    close: ']',
    entries,
    hasEntries: list.length > 0,
    keys,
    list,
    empty: `${prefix}[]`,
  };
}

export function bufferKind(value: ArrayBuffer, { constructor, tag }: Named): Kind {
  const open = `${prefixOf(constructor, tag, 'ArrayBuffer')}{`;
  const bytes = new Uint8Array(value, 0, Math.min(50, value.byteLength));
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const rest = value.byteLength - bytes.length;
  const dots = rest > 0 ? ` ... ${rest} more byte${rest === 1 ? '' : 's'}` : '';
  const entries = (): string[] => [`[Uint8Contents]: <${hex}${dots}>`, `byteLength: ${value.byteLength}`];
  return { base: '', open, close: '}', entries, hasEntries: true, keys: keysOf(value), empty: `${open}}` };
}

export function mapKind(
  context: InspectContext,
  value: Map<unknown, unknown>,
  { constructor, tag }: Named,
  level: number,
): Kind {
  const prefix = prefixOf(constructor, tag, 'Map', `(${value.size})`);
  const entries = (): string[] => {
    const texts: string[] = [];
    context.indentation += 2;
    for (const [key, item] of Map.prototype.entries.call(value)) {
      if (texts.length >= context.arrayItemsMax) break;
      texts.push(`${context.format(context, key, level)} => ${context.format(context, item, level)}`);
    }
    context.indentation -= 2;
    if (texts.length < value.size) texts.push(more(value.size - texts.length));
    return texts;
  };
  return {
    base: '',
    open: `${prefix}{`,
    close: '}',
    entries,
    hasEntries: value.size > 0,
    keys: keysOf(value),
    empty: `${prefix}{}`,
  };
}

export function setKind(
  context: InspectContext,
  value: Set<unknown>,
  { constructor, tag }: Named,
  level: number,
): Kind {
  const prefix = prefixOf(constructor, tag, 'Set', `(${value.size})`);
  const entries = (): string[] => {
    const texts: string[] = [];
    context.indentation += 2;
    for (const item of Set.prototype.values.call(value)) {
      if (texts.length >= context.arrayItemsMax) break;
      texts.push(context.format(context, item, level));
    }
    context.indentation -= 2;
    if (texts.length < value.size) texts.push(more(value.size - texts.length));
    return texts;
  };
  return {
    base: '',
    open: `${prefix}{`,
    close: '}',
    entries,
    hasEntries: value.size > 0,
    keys: keysOf(value),
    empty: `${prefix}{}`,
  };
}
