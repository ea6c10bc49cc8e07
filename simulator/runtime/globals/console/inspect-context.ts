import type { Jobs } from '../process-world.ts';

export interface InspectOptions {
  readonly depth?: number | null;
  readonly breakLength?: number;
  readonly compact?: number | boolean;
  readonly maxArrayLength?: number | null;
  readonly maxStringLength?: number | null;
}

/** What one call of inspect carries from value to value. */
export interface InspectContext {
  readonly depth: number;
  readonly breakLength: number;
  /** How many inner levels may share one line. */
  readonly compact: number;
  readonly arrayItemsMax: number;
  readonly stringLengthMax: number;
  readonly stateOf: Jobs['stateOf'];
  /** Where the frames of a printed error go: they differ by engine and stay out of the text. */
  readonly stacks: string[];
  readonly format: (context: InspectContext, value: unknown, level: number) => string;
  indentation: number;
  currentLevel: number;
  readonly ancestors: object[];
  readonly circular: Map<object, number>;
  /** What may still be written; a value made to print without end stops here. */
  charactersLeft: number;
  objectsLeft: number;
}

/** Of one object; Node has no such limit. */
export const keysMax = 1_000;

export const customInspect: unique symbol = Symbol.for('nodejs.util.inspect.custom') as never;

export function limitOf(value: number | null | undefined, otherwise: number): number {
  if (value === null) return Infinity;
  return value === undefined ? otherwise : Math.max(0, value);
}

export function prefixOf(constructor: string | null, tag: string, fallback: string, size = ''): string {
  if (constructor === null) {
    const shown = `[${fallback}${size}: null prototype] `;
    return tag !== '' && tag !== fallback ? `${shown}[${tag}] ` : shown;
  }
  return tag !== '' && tag !== constructor ? `${constructor}${size} [${tag}] ` : `${constructor}${size} `;
}

/** The nearest named constructor on the chain; null where there is none. */
export function constructorNameOf(value: object): string | null {
  let step: object | null = value;
  while (step !== null) {
    const descriptor: PropertyDescriptor | undefined = Reflect.getOwnPropertyDescriptor(step, 'constructor');
    const constructor: unknown = descriptor?.value;
    if (typeof constructor === 'function' && constructor.name !== '' && isMadeBy(value, constructor)) {
      return String(constructor.name);
    }
    step = Reflect.getPrototypeOf(step);
  }
  return null;
}

function isMadeBy(value: object, constructor: unknown): boolean {
  const { prototype } = constructor as { prototype?: unknown };
  for (let step = Reflect.getPrototypeOf(value); step !== null; step = Reflect.getPrototypeOf(step)) {
    if (step === prototype) return true;
  }
  return false;
}

export function tagOf(value: object, constructor: string | null): string {
  const tag: unknown = (value as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag];
  return typeof tag === 'string' && tag !== '' && tag !== constructor ? tag : '';
}

/** Enumerable own keys: names, then symbols. */
export function keysOf(value: object): (string | symbol)[] {
  const enumerable = (key: string | symbol): boolean => Object.prototype.propertyIsEnumerable.call(value, key);
  return Reflect.ownKeys(value)
    .slice(0, keysMax + 1)
    .filter(enumerable);
}
