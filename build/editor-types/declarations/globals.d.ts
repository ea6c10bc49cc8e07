// What service code finds without importing it, as TypeScript sees it. What is left out here is absent there.

interface ErrorConstructor {
  captureStackTrace(target: object, above?: Function): void;
  stackTraceLimit: number;
}

interface ImportMeta {
  readonly url: string;
}

declare var global: typeof globalThis;
declare function structuredClone<Value>(value: Value): Value;
declare function queueMicrotask(callback: () => void): void;

interface Timeout {
  ref(): this;
  unref(): this;
  hasRef(): boolean;
  refresh(): this;
  close(): this;
  [Symbol.toPrimitive](): number;
}
interface Immediate {
  ref(): this;
  unref(): this;
  hasRef(): boolean;
}
declare namespace NodeJS {
  type Timeout = globalThis.Timeout;
  type Timer = globalThis.Timeout;
  type Immediate = globalThis.Immediate;
  type ProcessEnv = Record<string, string | undefined>;
  interface ErrnoException extends Error {
    code?: string;
    errno?: number;
    syscall?: string;
  }
}

/** Fires after this much virtual time. */
declare function setTimeout(callback: (_: void) => void, delayMs?: number): Timeout;
declare function setTimeout<Values extends unknown[]>(
  callback: (...values: Values) => void,
  delayMs?: number,
  ...values: Values
): Timeout;
/** Fires again and again, each time after this much virtual time. */
declare function setInterval(callback: (_: void) => void, delayMs?: number): Timeout;
declare function setInterval<Values extends unknown[]>(
  callback: (...values: Values) => void,
  delayMs?: number,
  ...values: Values
): Timeout;
declare function setImmediate(callback: (_: void) => void): Immediate;
declare function setImmediate<Values extends unknown[]>(
  callback: (...values: Values) => void,
  ...values: Values
): Immediate;
declare function clearTimeout(timer: Timeout | number | string | undefined | null): void;
declare function clearInterval(timer: Timeout | number | string | undefined | null): void;
declare function clearImmediate(timer: Immediate | undefined | null): void;

interface Console {
  log(...values: unknown[]): void;
  info(...values: unknown[]): void;
  debug(...values: unknown[]): void;
  warn(...values: unknown[]): void;
  error(...values: unknown[]): void;
  trace(...values: unknown[]): void;
  dir(value: unknown, options?: object): void;
  dirxml(...values: unknown[]): void;
  table(data: unknown, columns?: readonly string[]): void;
  assert(condition?: unknown, ...values: unknown[]): void;
  group(...values: unknown[]): void;
  groupCollapsed(...values: unknown[]): void;
  groupEnd(): void;
  count(label?: string): void;
  countReset(label?: string): void;
  time(label?: string): void;
  timeLog(label?: string, ...values: unknown[]): void;
  timeEnd(label?: string): void;
}
/** Prints lines into the log of the service. */
declare var console: Console;

interface PerformanceEntry {
  readonly name: string;
  readonly entryType: string;
  readonly startTime: number;
  readonly duration: number;
}
interface Performance {
  readonly timeOrigin: number;
  /** Virtual milliseconds since the process started. It stands still while code runs. */
  now(): number;
  mark(name: string, options?: { startTime?: number; detail?: unknown }): PerformanceEntry;
  measure(name: string, from?: string, to?: string): PerformanceEntry;
  getEntries(): PerformanceEntry[];
  getEntriesByName(name: string, type?: string): PerformanceEntry[];
  getEntriesByType(type: string): PerformanceEntry[];
  clearMarks(name?: string): void;
  clearMeasures(name?: string): void;
  toJSON(): object;
}
declare var performance: Performance;

interface Process {
  /** What the fleet file gives the process: DATABASE_URL, KAFKA_BROKERS, LINK_PAYMENTS_MODE and the like. */
  readonly env: NodeJS.ProcessEnv;
  readonly argv: string[];
  readonly argv0: string;
  readonly execArgv: string[];
  readonly execPath: string;
  readonly pid: number;
  readonly ppid: number;
  readonly platform: 'linux';
  readonly arch: 'x64';
  readonly version: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly stdout: { readonly isTTY: false; write(text: unknown, ...rest: unknown[]): boolean };
  readonly stderr: { readonly isTTY: false; write(text: unknown, ...rest: unknown[]): boolean };
  exitCode: number | string | undefined;
  title: string;
  cwd(): string;
  uptime(): number;
  readonly hrtime: ((earlier?: readonly [number, number]) => [seconds: number, nanoseconds: number]) & {
    bigint(): bigint;
  };
  /** The modelled memory, which the fleet file limits. */
  readonly memoryUsage: (() => {
    rss: number;
    heapTotal: number;
    heapUsed: number;
    external: number;
    arrayBuffers: number;
  }) & { rss(): number };
  constrainedMemory(): number;
  availableMemory(): number;
  exit(code?: number | string): never;
  abort(): never;
  nextTick<Values extends unknown[]>(callback: (...values: Values) => void, ...values: Values): void;
  emitWarning(warning: string | Error, typeOrOptions?: string | object, code?: string): void;
  on(event: 'uncaughtException', listener: (error: Error, origin: string) => void): this;
  on(event: 'unhandledRejection', listener: (reason: unknown, promise: Promise<unknown>) => void): this;
  on(event: 'SIGTERM' | 'SIGINT', listener: (signal: string) => void): this;
  on(event: 'exit' | 'beforeExit', listener: (code: number) => void): this;
  on(event: string, listener: (...values: any[]) => void): this;
  once(event: string, listener: (...values: any[]) => void): this;
  off(event: string, listener: (...values: any[]) => void): this;
  addListener(event: string, listener: (...values: any[]) => void): this;
  removeListener(event: string, listener: (...values: any[]) => void): this;
  removeAllListeners(event?: string): this;
  emit(event: string, ...values: unknown[]): boolean;
  listenerCount(event: string): number;
}
declare var process: Process;

declare function atob(base64: string): string;
declare function btoa(text: string): string;

declare class TextEncoder {
  readonly encoding: 'utf-8';
  encode(text?: string): Uint8Array<ArrayBuffer>;
  encodeInto(text: string, into: Uint8Array): { read: number; written: number };
}
declare class TextDecoder {
  constructor(encoding?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  readonly encoding: string;
  readonly fatal: boolean;
  readonly ignoreBOM: boolean;
  decode(bytes?: ArrayBuffer | ArrayBufferView, options?: { stream?: boolean }): string;
}
