import type { LogSink } from '../console/log-sink.ts';
import { withoutFrames } from '../console/inspect-error.ts';
import { invalidArgument, notSimulated } from '../node-error.ts';
import type { ProcessWorld } from '../process-world.ts';
import { type Listener, ProcessEvents } from './process-events.ts';

const nodeVersion = 'v20.19.0';

interface WarningOptions {
  readonly type?: string;
  readonly code?: string;
  readonly detail?: string;
}

export interface MemoryUsage {
  readonly rss: number;
  readonly heapTotal: number;
  readonly heapUsed: number;
  readonly external: number;
  readonly arrayBuffers: number;
}

export interface OutputStream {
  readonly isTTY: false;
  readonly fd: number;
  write(chunk: unknown, ...rest: unknown[]): boolean;
}

export class VirtualProcess extends ProcessEvents {
  readonly #world: ProcessWorld;
  readonly #sink: LogSink;
  #exiting = false;
  readonly env: Record<string, string>;
  exitCode: number | string | undefined = undefined;
  title = 'node';
  readonly argv = ['/usr/local/bin/node', '/app/main.js'];
  readonly argv0 = 'node';
  readonly execArgv: string[] = [];
  readonly execPath = '/usr/local/bin/node';
  readonly pid = 1;
  readonly ppid = 0;
  readonly platform = 'linux';
  readonly arch = 'x64';
  readonly version = nodeVersion;
  readonly versions = { node: nodeVersion.slice(1), v8: '11.3.244.8-node.26', uv: '1.46.0', modules: '115' };
  readonly release = { name: 'node', lts: 'Iron' };
  readonly features = {};
  readonly config = {};
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;

  constructor(world: ProcessWorld, sink: LogSink) {
    super();
    this.#world = world;
    this.#sink = sink;
    this.env = environmentOf(world.env);
    this.stdout = this.#stream(1, 'info');
    this.stderr = this.#stream(2, 'error');
    for (const name of ['cwd', 'uptime', 'exit', 'nextTick', 'emitWarning'] as const) {
      Object.defineProperty(this, name, { value: this[name].bind(this), writable: true, configurable: true });
    }
  }

  #stream(fd: number, level: 'info' | 'error'): OutputStream {
    return {
      isTTY: false,
      fd,
      write: (chunk, ...rest) => {
        const whole = typeof chunk === 'string' ? chunk : String(chunk);
        const { text, frames } = withoutFrames(whole.replace(/\n$/, ''));
        if (text !== '' || frames !== '') this.#sink.write(level, text, frames);
        const done = rest.at(-1);
        if (typeof done === 'function') this.#world.jobs.nextTick(() => void (done as Listener)());
        return true;
      },
    };
  }
  #elapsedUs(): number {
    return this.#world.nowUs() - this.#world.startedAtUs;
  }

  cwd(): string {
    return '/app';
  }
  uptime(): number {
    return this.#elapsedUs() / 1_000_000;
  }
  readonly hrtime = Object.assign(
    (earlier?: readonly [number, number]): [seconds: number, nanoseconds: number] => {
      const nowUs = this.#elapsedUs();
      const seconds = Math.floor(nowUs / 1_000_000) - (earlier?.[0] ?? 0);
      const nanoseconds = (nowUs % 1_000_000) * 1000 - (earlier?.[1] ?? 0);
      return nanoseconds < 0 ? [seconds - 1, nanoseconds + 1_000_000_000] : [seconds, nanoseconds];
    },
    { bigint: () => BigInt(this.#elapsedUs()) * 1000n },
  );
  /** The modelled memory of the process; JavaScript's own heap is not measured. */
  readonly memoryUsage = Object.assign(
    (): MemoryUsage => {
      const { usedBytes } = this.#world.memory();
      return { rss: usedBytes, heapTotal: usedBytes, heapUsed: usedBytes, external: 0, arrayBuffers: 0 };
    },
    { rss: () => this.#world.memory().usedBytes },
  );
  constrainedMemory(): number {
    return this.#world.memory().limitBytes;
  }
  availableMemory(): number {
    const { limitBytes, usedBytes } = this.#world.memory();
    return Math.max(0, limitBytes - usedBytes);
  }
  exit(code?: number | string): void {
    if (code !== undefined) this.exitCode = code;
    if (!this.#exiting) {
      this.#exiting = true;
      this.emit('exit', this.#finalCode());
    }
    this.#world.exit(this.#finalCode());
  }
  #finalCode(): number {
    return Number(this.exitCode ?? 0) || 0;
  }
  abort(): void {
    this.#world.exit(134);
  }
  nextTick(callback: unknown, ...values: unknown[]): void {
    if (typeof callback !== 'function') throw invalidArgument('callback', 'of type function', callback);
    this.#world.jobs.nextTick(() => void Reflect.apply(callback, undefined, values));
  }
  emitWarning(warning: unknown, typeOrOptions: string | WarningOptions = 'Warning', code?: string): void {
    const options = typeof typeOrOptions === 'string' ? { type: typeOrOptions, code } : typeOrOptions;
    const error = warning instanceof Error ? warning : new Error(String(warning));
    if (!(warning instanceof Error)) error.name = options.type ?? 'Warning';
    if (options.code !== undefined) Object.assign(error, { code: options.code });
    const tag = options.code === undefined ? '' : `[${options.code}] `;
    this.#sink.write('warn', `(node:${this.pid}) ${tag}${error.name}: ${error.message}`, '');
    this.#world.jobs.nextTick(() => void this.emit('warning', error));
  }
  kill(): never {
    throw notSimulated('process.kill', 'use an action of the fleet (kill, restore) to end another process');
  }
  chdir(): never {
    throw notSimulated('process.chdir', 'a simulated process has no file system');
  }
  cpuUsage(): never {
    throw notSimulated('process.cpuUsage', "CPU is a model of the fleet file's `cost`; the run's report has it");
  }
  get [Symbol.toStringTag](): string {
    return 'process';
  }
}

/** As in Node, whatever is put into the environment becomes text. */
function environmentOf(given: Readonly<Record<string, string>>): Record<string, string> {
  const own: Record<string, string> = { ...given };
  return new Proxy(own, {
    set: (target, name, value) => Reflect.set(target, name, typeof name === 'symbol' ? value : String(value)),
    defineProperty: (target, name, descriptor) =>
      Reflect.defineProperty(
        target,
        name,
        'value' in descriptor ? { ...descriptor, value: String(descriptor.value) } : descriptor,
      ),
  });
}
