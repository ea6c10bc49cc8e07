import { exactPow } from '../../kernel/exact-math/pow.ts';
import { createFlotilla } from '../compile/link/flotilla.ts';
import { linkModules } from '../compile/link/link-modules.ts';
import { createServiceGlobals } from '../globals/create-globals.ts';
import { describeThrown, offerRejection, offerUncaught } from '../globals/process/uncaught.ts';
import { CountedTimers } from '../program/counted-timers.ts';
import { parametersOf } from './parameters.ts';
import { serviceCodePrefix, sourceName } from './source-name.ts';
import { listenerOf } from './default-export.ts';
import { createBridge } from './service-bridge.ts';
import { RouteCosts } from './route.ts';
import { ServiceShelf } from './service-shelf.ts';
import { ProcessEnded } from './turns.ts';
import type { Life } from './life.ts';
import type { Listener } from './incoming-requests.ts';
import type { Realm } from './realm.ts';
import type { ServiceGlobals } from '../globals/create-globals.ts';
import type { ProcessWorld } from '../globals/process-world.ts';
import type { TimerGlobals } from '../globals/time/timers.ts';
import type { Bridge } from '../../wire/bridge.ts';
import type { ServiceSpec } from '../../wire/instance-events.ts';

/** One service in one life of its process: its globals, its modules, its listener. */
export class ServiceRuntime {
  readonly name: string;
  readonly listener: Listener;
  readonly #life: Life;
  readonly #realm: Realm;
  readonly #spec: ServiceSpec;
  readonly #bridge: Bridge;
  readonly #world: ProcessWorld;
  readonly #globals: ServiceGlobals;
  readonly #timers: CountedTimers | null;
  #loaded = false;

  constructor(life: Life, realm: Realm, spec: ServiceSpec) {
    this.name = spec.name;
    this.#life = life;
    this.#realm = realm;
    this.#spec = spec;
    this.listener = { service: spec.name, cost: spec.cost, routeCosts: new RouteCosts(spec.cost), handler: null };
    this.#bridge = createBridge(life, this.listener);
    this.#world = this.#processWorld();
    this.#globals = createServiceGlobals(this.#world);
    this.#timers = life.spec.program ? new CountedTimers(this.#globals.names as unknown as TimerGlobals) : null;
    Object.assign(this.#globals.names, this.#timers?.globals);
    this.#globals.process.argv.push(...(life.spec.program?.args ?? []));
  }

  /** Its entry module, with all that it awaits, has run. */
  get isLoaded(): boolean {
    return this.#loaded;
  }

  get unreferencedTimers(): number {
    return this.#timers?.unreferenced ?? 0;
  }

  /** Runs the entry module. `ready` comes when its top level, with all that it awaits, has run. */
  load(ready: () => void, failed: (reason: string) => void): void {
    if (this.#spec.broken !== null) {
      this.#log('error', this.#spec.broken);
      return failed(this.#spec.broken);
    }
    const { turns } = this.#life;
    const wrong = (error: unknown): void => {
      const { text, stack } = describeThrown(this.#globals.inspect, error);
      this.#log('error', text, stack);
      failed(firstLine(text));
    };
    turns.run(null, () => {
      const entry = linkModules({
        modules: this.#spec.modules,
        entry: this.#spec.entry,
        shelf: this.#shelf(),
        evaluate: (text, parameters, path) =>
          this.#realm.evaluate(text, [...parameters, ...this.#hidden()], sourceName(this.name, path)),
        globals: parametersOf(this.#globals),
        jobs: turns.jobs,
        flotilla: createFlotilla(turns.jobs, { pow: exactPow }),
      });
      entry.then((namespace) => {
        this.#loaded = true;
        this.#listen(namespace);
        ready();
      }, wrong);
    });
  }

  /** True when the service listens for the signal. */
  signal(name: string): boolean {
    let heard = false;
    this.#life.turns.run(null, () => {
      heard = this.#globals.process.emit(name, name);
    });
    return heard;
  }

  emit(event: 'beforeExit'): void {
    const { process } = this.#globals;
    this.#life.turns.run(null, () => void process.emit(event, Number(process.exitCode ?? 0)));
  }

  /** By its own code unless one is given. */
  exit(code?: number): void {
    const { process } = this.#globals;
    this.#life.turns.run(null, () => process.exit(process.exitCode === undefined ? code : undefined));
  }

  uncaughtException(error: unknown): void {
    if (this.#life.ended) return;
    if (!offerUncaught(this.#globals.process, error)) this.#endBy(error);
  }

  unhandledRejection(reason: unknown, promise: unknown): void {
    if (!offerRejection(this.#globals.process, reason, promise)) this.#endBy(reason);
  }

  /** The last that it prints: nothing of its code runs any more. */
  stuck(text: string, stack: string): void {
    this.#log('error', `This code did not end: it ${text}`, stack);
  }

  /** Whoever reads the log finds the line. A real process would be gone without a word. */
  diedAt(text: string, file: string, line: number): void {
    this.#log('error', `The process ${text}`, `    at ${sourceName(this.name, file)}:${line}:1`);
  }

  has(file: string): boolean {
    return Object.hasOwn(this.#spec.modules, file);
  }

  #endBy(error: unknown): void {
    const { text, stack } = describeThrown(this.#globals.inspect, error);
    this.#log('error', `Uncaught ${text}`, stack);
    this.#life.end('uncaught', `uncaught ${firstLine(text)}`);
  }

  #listen(namespace: unknown): void {
    if (this.listener.handler) return;
    const handler = listenerOf(namespace, this.#globals, this.#life.turns.jobs);
    if (handler) this.#bridge.listen(handler);
  }

  #shelf(): ServiceShelf {
    return new ServiceShelf({
      realm: this.#realm,
      world: this.#world,
      hidden: this.#hidden(),
      globals: this.#globals,
      bridge: this.#bridge,
      jobs: this.#life.turns.jobs,
      names: this.#spec.shelf,
    });
  }

  /** Globals of the host that nothing virtual stands for: parameters without a value hide them. */
  #hidden(): readonly string[] {
    return this.#realm.hidden(this.#globals.names);
  }

  #log(level: 'error' | 'warn' | 'info' | 'debug', message: string, stack?: string): void {
    const { trace } = this.#life.turns;
    const service = this.name;
    const where = { traceId: trace?.traceId ?? null, spanId: trace?.spanId ?? null };
    this.#life.fact({
      kind: 'log',
      service,
      level,
      message,
      ...where,
      ...(stack && { unhashed: { stack: withoutEngine(stack) } }),
    });
  }

  #processWorld(): ProcessWorld {
    const life = this.#life;
    const { jobs } = life.turns;
    return {
      service: this.name,
      replica: life.spec.replica,
      env: this.#spec.env,
      bridge: this.#bridge,
      jobs,
      nowUs: () => life.time.nowUs(),
      startedAtUs: life.startedAtUs,
      wallMs: this.#bridge.wallMs,
      random: (purpose) => life.random.of(`${this.name} ${purpose}`),
      setTimer: this.#bridge.after,
      clearTimer: this.#bridge.clear,
      exit: (code) => {
        life.end('exit', `process.exit(${code})`, { exitCode: code });
        throw new ProcessEnded();
      },
      log: (level, text, stack) => this.#log(level, text, stack),
      memory: () => ({ usedBytes: life.heap.bytes, limitBytes: life.heap.limitBytes }),
    };
  }
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}

/** Frames of the engine below the service's code say nothing to its author. */
function withoutEngine(stack: string): string {
  const lines = stack.split('\n').filter((line) => line.includes(serviceCodePrefix) || !/^\s*at |@/.test(line));
  return lines.join('\n').replaceAll(serviceCodePrefix, '');
}
