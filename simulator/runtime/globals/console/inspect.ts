import type { Jobs } from '../process-world.ts';
import {
  constructorNameOf,
  customInspect,
  keysMax,
  type InspectContext,
  type InspectOptions,
  limitOf,
  prefixOf,
  tagOf,
} from './inspect-context.ts';
import { errorKind } from './inspect-error.ts';
import { kindOf } from './inspect-kinds.ts';
import { layOut } from './inspect-layout.ts';
import { quote } from './quote.ts';

/** A hostile value can neither throw out of here nor print without end. */
const unprintable = '[unprintable]';
const charactersMax = 100_000;
const objectsMax = 2_000;

export interface Inspected {
  readonly text: string;
  /** The frames of the errors in it, which are not in the text. */
  readonly stacks: readonly string[];
}

export type Inspect = (value: unknown, options?: InspectOptions) => Inspected;

/** Writes values as Node's `util.inspect` does, apart from the frames of errors. */
export function createInspect(stateOf: Jobs['stateOf']): Inspect {
  return (value, options = {}) => {
    const context: InspectContext = {
      depth: limitOf(options.depth, 2),
      breakLength: options.breakLength ?? 80,
      compact: typeof options.compact === 'number' ? options.compact : options.compact === false ? 0 : 3,
      arrayItemsMax: limitOf(options.maxArrayLength, 100),
      stringLengthMax: limitOf(options.maxStringLength, 10_000),
      stateOf,
      stacks: [],
      format: formatValue,
      indentation: 0,
      currentLevel: 0,
      ancestors: [],
      circular: new Map(),
      charactersLeft: charactersMax,
      objectsLeft: objectsMax,
    };
    return { text: formatValue(context, value, 0), stacks: context.stacks };
  };
}

function formatValue(context: InspectContext, value: unknown, level: number): string {
  if (context.charactersLeft <= 0 || context.objectsLeft <= 0) return '...';
  const depth = context.ancestors.length;
  const indentation = context.indentation;
  let text: string;
  try {
    text =
      (typeof value === 'object' && value !== null) || typeof value === 'function'
        ? formatObject(context, value, level)
        : formatPrimitive(context, value);
  } catch {
    context.ancestors.length = depth;
    context.indentation = indentation;
    text = unprintable;
  }
  context.charactersLeft -= text.length;
  return text;
}

function formatPrimitive(context: InspectContext, value: unknown): string {
  if (typeof value === 'string') return formatString(context, value);
  if (typeof value === 'bigint') return `${value}n`;
  return Object.is(value, -0) ? '-0' : String(value);
}

function formatString(context: InspectContext, value: string): string {
  const cut = value.length - context.stringLengthMax;
  const shown = cut > 0 ? value.slice(0, context.stringLengthMax) : value;
  const trailer = cut > 0 ? `... ${cut} more character${cut === 1 ? '' : 's'}` : '';
  const long = shown.length > 16 && shown.length > context.breakLength - context.indentation - 4;
  if (!long || !shown.includes('\n')) return quote(shown) + trailer;
  const glue = ` +\n${' '.repeat(context.indentation + 2)}`;
  return (
    shown
      .split(/(?<=\n)/)
      .map(quote)
      .join(glue) + trailer
  );
}

function formatObject(context: InspectContext, value: object, level: number): string {
  const custom: unknown = (value as { [customInspect]?: unknown })[customInspect];
  if (typeof custom === 'function') {
    const inspectInner = (inner: unknown): string => context.format(context, inner, level);
    const own: unknown = Reflect.apply(custom, value, [
      context.depth - level,
      { depth: context.depth - level },
      inspectInner,
    ]);
    if (own !== value) {
      return typeof own === 'object' && own !== null
        ? context.format(context, own, level)
        : String(own).replaceAll('\n', `\n${' '.repeat(context.indentation)}`);
    }
  }
  if (context.ancestors.includes(value)) {
    const known = context.circular.get(value) ?? context.circular.size + 1;
    context.circular.set(value, known);
    return `[Circular *${known}]`;
  }
  return formatRaw(context, value, level);
}

function formatRaw(context: InspectContext, value: object, level: number): string {
  context.objectsLeft -= 1;
  const constructor = constructorNameOf(value);
  const tag = tagOf(value, constructor);
  const inner = level + 1;
  const kind =
    value instanceof Error ? errorKind(context, value, inner) : kindOf(context, value, { constructor, tag }, inner);
  if (level > context.depth) {
    if (kind.keys.length === 0 && !kind.hasEntries) return kind.empty;
    return `[${prefixOf(constructor, tag, Array.isArray(value) ? 'Array' : 'Object').slice(0, -1)}]`;
  }
  context.ancestors.push(value);
  context.currentLevel = inner;
  const entries = [...kind.entries(), ...propertiesOf(context, value, kind.keys, inner)];
  context.ancestors.pop();
  if (entries.length === 0) return kind.empty;
  const reference = context.circular.get(value);
  const base = reference === undefined ? kind.base : `<ref *${reference}>${kind.base === '' ? '' : ` ${kind.base}`}`;
  const { open, close, list } = kind;
  return layOut(context, { base, open, close, entries, ...(list === undefined ? {} : { list }) }, inner);
}

function propertiesOf(
  context: InspectContext,
  value: object,
  keys: readonly (string | symbol)[],
  level: number,
): string[] {
  const texts: string[] = [];
  for (const key of keys.slice(0, keysMax)) {
    if (context.charactersLeft <= 0) break;
    texts.push(`${keyText(key)}: ${propertyText(context, value, key, level)}`);
  }
  if (keys.length > keysMax) texts.push('... more properties');
  return texts;
}

function keyText(key: string | symbol): string {
  if (typeof key === 'symbol') return `[${String(key)}]`;
  if (key === '__proto__') return "['__proto__']";
  return /^[a-zA-Z_][a-zA-Z_0-9]*$/.test(key) ? key : quote(key);
}

function propertyText(context: InspectContext, value: object, key: string | symbol, level: number): string {
  const descriptor = Reflect.getOwnPropertyDescriptor(value, key);
  if (descriptor?.get) return descriptor.set ? '[Getter/Setter]' : '[Getter]';
  if (descriptor?.set) return '[Setter]';
  context.indentation += 2;
  const text = context.format(context, descriptor?.value, level);
  context.indentation -= 2;
  return text;
}
