// The modules of Node that a service may import, each by both of its names.

declare module 'node:events' {
  export class EventEmitter {
    static readonly EventEmitter: typeof EventEmitter;
    static defaultMaxListeners: number;
    static once(emitter: EventEmitter, event: string | symbol): Promise<any[]>;
    static listenerCount(emitter: EventEmitter, event: string | symbol): number;
    on(event: string | symbol, listener: (...values: any[]) => void): this;
    once(event: string | symbol, listener: (...values: any[]) => void): this;
    off(event: string | symbol, listener: (...values: any[]) => void): this;
    addListener(event: string | symbol, listener: (...values: any[]) => void): this;
    removeListener(event: string | symbol, listener: (...values: any[]) => void): this;
    removeAllListeners(event?: string | symbol): this;
    prependListener(event: string | symbol, listener: (...values: any[]) => void): this;
    prependOnceListener(event: string | symbol, listener: (...values: any[]) => void): this;
    emit(event: string | symbol, ...values: any[]): boolean;
    listeners(event: string | symbol): Function[];
    rawListeners(event: string | symbol): Function[];
    listenerCount(event: string | symbol): number;
    eventNames(): (string | symbol)[];
    setMaxListeners(count: number): this;
    getMaxListeners(): number;
  }
  export function once(emitter: EventEmitter, event: string | symbol): Promise<any[]>;
  export default EventEmitter;
}
declare module 'events' {
  export * from 'node:events';
  export { default } from 'node:events';
}

declare module 'node:buffer' {
  export { Buffer, Blob, File, atob, btoa };
}
declare module 'buffer' {
  export * from 'node:buffer';
}

declare module 'node:process' {
  export = process;
}
declare module 'process' {
  export = process;
}

declare module 'node:perf_hooks' {
  export { performance };
}
declare module 'perf_hooks' {
  export * from 'node:perf_hooks';
}

declare module 'node:url' {
  export { URL, URLSearchParams };
}
declare module 'url' {
  export * from 'node:url';
}

declare module 'node:timers' {
  export { setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, clearImmediate };
  export * as promises from 'node:timers/promises';
}
declare module 'timers' {
  export * from 'node:timers';
}

declare module 'node:timers/promises' {
  interface TimerOptions {
    readonly signal?: AbortSignal;
    readonly ref?: boolean;
  }
  export function setTimeout<Value = void>(delayMs?: number, value?: Value, options?: TimerOptions): Promise<Value>;
  export function setImmediate<Value = void>(value?: Value, options?: TimerOptions): Promise<Value>;
  export function setInterval<Value = void>(
    delayMs?: number,
    value?: Value,
    options?: TimerOptions,
  ): AsyncIterableIterator<Value>;
  export const scheduler: {
    wait(delayMs: number, options?: TimerOptions): Promise<void>;
    yield(): Promise<void>;
  };
}
declare module 'timers/promises' {
  export * from 'node:timers/promises';
}

declare module 'node:util' {
  interface InspectOptions {
    depth?: number | null;
    compact?: boolean | number;
    breakLength?: number;
    sorted?: boolean;
    colors?: boolean;
    showHidden?: boolean;
    maxArrayLength?: number | null;
    maxStringLength?: number | null;
  }
  export const inspect: ((value: unknown, options?: InspectOptions) => string) & { readonly custom: unique symbol };
  export function format(...values: unknown[]): string;
  export function formatWithOptions(options: InspectOptions, ...values: unknown[]): string;
  export function promisify(original: typeof setTimeout): (delayMs: number) => Promise<void>;
  export function promisify<Values extends unknown[], Value>(
    original: (...values: [...Values, (error: any, value: Value) => void]) => void,
  ): (...values: Values) => Promise<Value>;
  export function promisify(original: Function): (...values: any[]) => Promise<any>;
  export function callbackify<Values extends unknown[], Value>(
    original: (...values: Values) => PromiseLike<Value>,
  ): (...values: [...Values, (error: Error | null, value: Value) => void]) => void;
  export function inherits(constructor: Function, parent: Function): void;
  export function deprecate<Original extends Function>(original: Original, message: string, code?: string): Original;
  export function debuglog(section: string): ((...values: unknown[]) => void) & { enabled: boolean };
  export function isDeepStrictEqual(left: unknown, right: unknown): boolean;
  export function isArray(value: unknown): value is unknown[];
  export function stripVTControlCharacters(text: string): string;
  export function toUSVString(text: string): string;
  export const types: {
    isDate(value: unknown): value is Date;
    isPromise(value: unknown): value is Promise<unknown>;
    isRegExp(value: unknown): value is RegExp;
    isNativeError(value: unknown): value is Error;
    isMap(value: unknown): value is Map<unknown, unknown>;
    isSet(value: unknown): value is Set<unknown>;
    isTypedArray(value: unknown): boolean;
    isUint8Array(value: unknown): value is Uint8Array;
    isArrayBuffer(value: unknown): value is ArrayBuffer;
  };
  export { TextEncoder, TextDecoder };
}
declare module 'util' {
  export * from 'node:util';
}
