import type { Bridge } from '../../wire/bridge.ts';
import type { LogLevel } from '../../wire/facts.ts';
import type { RandomStream } from '../../wire/node-context.ts';
import type { Micros } from '../../wire/packet.ts';

export type PromiseState =
  | { readonly state: 'pending' }
  | { readonly state: 'fulfilled'; readonly value: unknown }
  | { readonly state: 'rejected'; readonly value: unknown };

/** A promise that the engine settles, once. */
export interface Pending<Value> {
  readonly promise: Promise<Value>;
  resolve(value: Value): void;
  reject(reason: unknown): void;
}

/** The instance's own queue of jobs. Nothing here ever touches the engine's promises: they would settle behind the queue's back. */
export interface Jobs {
  readonly Promise: PromiseConstructor;
  queueMicrotask(run: () => void): void;
  /** Before every waiting microtask, as in Node. */
  nextTick(run: () => void): void;
  /** For printing a promise; without it every promise prints as pending. */
  stateOf?(promise: object): PromiseState | null;
}

/** Those of a simulated process, whose promises the engine can settle itself. */
export interface ProcessJobs extends Jobs {
  /** What `new Promise` gives, without functions made for it. */
  pending<Value>(): Pending<Value>;
}

/** What the globals of one service in one process are made from. */
export interface ProcessWorld {
  readonly service: string;
  /** `orders#2`. */
  readonly replica: string;
  readonly env: Readonly<Record<string, string>>;
  readonly bridge: Bridge;
  readonly jobs: ProcessJobs;
  /** Virtual time of the simulation, not skewed. */
  nowUs(): Micros;
  /** When this process came to life, on the same scale. */
  readonly startedAtUs: Micros;
  /** Milliseconds since 1970 as this machine's clock tells them, skewed, whole. */
  wallMs(): number;
  random(purpose: string): RandomStream;
  /** `run` gets a turn of its own; timers due at one time run in the order they were set. An error it throws is uncaught. */
  setTimer(delayUs: Micros, run: () => void): number;
  clearTimer(timer: number): void;
  /** Ends the process after the 'exit' listeners ran. Must not return control to service code. */
  exit(code: number): void;
  /** Already formatted; `stack` differs by engine, so it stays out of the digest. */
  log(level: LogLevel, text: string, stack?: string): void;
  memory(): { readonly usedBytes: number; readonly limitBytes: number };
}
