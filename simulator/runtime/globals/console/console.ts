import type { LogLevel } from '../../../wire/facts.ts';
import type { ProcessWorld } from '../process-world.ts';
import { formatWith } from './format.ts';
import type { Inspect } from './inspect.ts';
import type { InspectOptions } from './inspect-context.ts';
import { framesOf } from './inspect-error.ts';
import type { LogSink } from './log-sink.ts';
import { tableText } from './table.ts';

const groupStep = 2;
const groupIndentationMax = 40;

type Print = (...values: unknown[]) => void;

export class Console {
  readonly log: Print = (...values) => this.#print('info', values);
  readonly info: Print = (...values) => this.#print('info', values);
  readonly debug: Print = (...values) => this.#print('debug', values);
  readonly warn: Print = (...values) => this.#print('warn', values);
  readonly error: Print = (...values) => this.#print('error', values);

  readonly #world: ProcessWorld;
  readonly #inspect: Inspect;
  readonly #sink: LogSink;
  #indentation = 0;
  readonly #counts = new Map<string, number>();
  readonly #started = new Map<string, number>();

  constructor(world: ProcessWorld, inspect: Inspect, sink: LogSink) {
    this.#world = world;
    this.#inspect = inspect;
    this.#sink = sink;
    // Taken apart all the time: `const { table } = console`, `promise.catch(console.error)`.
    for (const name of detachable) {
      const method = (Console.prototype as unknown as Record<string, (...values: unknown[]) => void>)[name]!;
      Object.defineProperty(this, name, {
        value: method.bind(this),
        writable: true,
        configurable: true,
        enumerable: true,
      });
    }
  }

  #print(level: LogLevel, values: readonly unknown[]): void {
    if (this.#sink.drops()) return;
    const { text, stacks } = formatWith(this.#inspect, values);
    this.#write(level, text, stacks.join('\n'));
  }
  #write(level: LogLevel, text: string, stack = ''): void {
    const margin = ' '.repeat(this.#indentation);
    this.#sink.write(level, margin === '' ? text : margin + text.replaceAll('\n', `\n${margin}`), stack);
  }
  trace(...values: unknown[]): void {
    const { text, stacks } = formatWith(this.#inspect, values);
    const frames = framesOf(new Error('trace').stack ?? '');
    this.#write('error', text === '' ? 'Trace' : `Trace: ${text}`, [...stacks, frames].join('\n'));
  }
  dir(value: unknown, options?: InspectOptions): void {
    const { text, stacks } = this.#inspect(value, options);
    this.#write('info', text, stacks.join('\n'));
  }
  dirxml(...values: unknown[]): void {
    this.#print('info', values);
  }
  table(data: unknown, columns?: readonly string[]): void {
    let text: string | null = null;
    try {
      text = tableText(this.#inspect, data, columns);
    } catch {
      // A getter or Proxy of the service's own threw: it is printed as any other value.
    }
    if (text === null) this.#print('info', [data]);
    else this.#write('info', text);
  }
  assert(condition?: unknown, ...values: unknown[]): void {
    if (condition) return;
    const [first, ...rest] = values;
    if (typeof first === 'string') this.#print('warn', [`Assertion failed: ${first}`, ...rest]);
    else this.#print('warn', values.length === 0 ? ['Assertion failed'] : ['Assertion failed:', ...values]);
  }
  group(...values: unknown[]): void {
    if (values.length > 0) this.#print('info', values);
    this.#indentation = Math.min(this.#indentation + groupStep, groupIndentationMax);
  }
  groupCollapsed(...values: unknown[]): void {
    this.group(...values);
  }
  groupEnd(): void {
    this.#indentation = Math.max(0, this.#indentation - groupStep);
  }
  count(label: unknown = 'default'): void {
    const name = String(label);
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    this.#write('info', `${name}: ${count}`);
  }
  countReset(label: unknown = 'default'): void {
    this.#counts.delete(String(label));
  }
  time(label: unknown = 'default'): void {
    const name = String(label);
    if (this.#started.has(name)) this.#write('warn', `Warning: Label '${name}' already exists for console.time()`);
    else this.#started.set(name, this.#world.nowUs());
  }
  timeLog(label: unknown = 'default', ...values: unknown[]): void {
    this.#elapsed(String(label), 'timeLog', values);
  }
  timeEnd(label: unknown = 'default'): void {
    this.#elapsed(String(label), 'timeEnd', []);
    this.#started.delete(String(label));
  }
  #elapsed(name: string, method: string, values: readonly unknown[]): void {
    const started = this.#started.get(name);
    if (started === undefined) {
      this.#write('warn', `Warning: No such label '${name}' for console.${method}()`);
      return;
    }
    this.#print('info', [`${name}: ${durationText(this.#world.nowUs() - started)}`, ...values]);
  }
}

const detachable = [
  'trace',
  'dir',
  'dirxml',
  'table',
  'assert',
  'group',
  'groupCollapsed',
  'groupEnd',
  'count',
  'countReset',
  'time',
  'timeLog',
  'timeEnd',
] as const;

function durationText(elapsedUs: number): string {
  const ms = elapsedUs / 1000;
  if (ms < 1000) return `${Number(ms.toFixed(3))}ms`;
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds.toFixed(3)}s`;
  const whole = Math.floor(seconds / 60);
  return `${whole}:${(seconds - whole * 60).toFixed(3).padStart(6, '0')} (m:ss.mmm)`;
}
