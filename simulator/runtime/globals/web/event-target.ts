import type { Jobs } from '../process-world.ts';

const stopped: unique symbol = Symbol('stopped');
const target: unique symbol = Symbol('target');
/** How many listeners of a type are registered. */
export const listenerCount: unique symbol = Symbol('listener count');

export class Event {
  readonly type: string;
  readonly bubbles: boolean;
  readonly cancelable: boolean;
  readonly composed = false;
  readonly isTrusted = false;
  /** Always 0: the real one is a clock. */
  readonly timeStamp = 0;
  #prevented = false;
  [stopped] = false;
  [target]: EventTargetLike | null = null;
  constructor(type: string, options: { bubbles?: boolean; cancelable?: boolean } = {}) {
    this.type = String(type);
    this.bubbles = options.bubbles === true;
    this.cancelable = options.cancelable === true;
  }
  get target(): EventTargetLike | null {
    return this[target];
  }
  get currentTarget(): EventTargetLike | null {
    return this[target];
  }
  get defaultPrevented(): boolean {
    return this.#prevented;
  }
  preventDefault(): void {
    if (this.cancelable) this.#prevented = true;
  }
  stopPropagation(): void {}
  stopImmediatePropagation(): void {
    this[stopped] = true;
  }
}

export class CustomEvent extends Event {
  readonly detail: unknown;
  constructor(type: string, options: { bubbles?: boolean; cancelable?: boolean; detail?: unknown } = {}) {
    super(type, options);
    this.detail = options.detail ?? null;
  }
}

export type Listener = ((event: Event) => unknown) | { handleEvent(event: Event): unknown };
export interface ListenerOptions {
  readonly once?: boolean;
  readonly signal?: EventTargetLike & { readonly aborted: boolean };
}
interface Registered {
  readonly type: string;
  readonly listener: Listener;
  readonly once: boolean;
}

export interface EventTargetLike {
  addEventListener(type: string, listener: Listener | null, options?: ListenerOptions | boolean): void;
  removeEventListener(type: string, listener: Listener | null): void;
  dispatchEvent(event: Event): boolean;
  [listenerCount](type: string): number;
}
export type EventTargetClass = new () => EventTargetLike;

const nobody: readonly Registered[] = [];

/** What a listener throws is an uncaught error of the process and does not stop the other listeners. */
export function createEventTarget(jobs: Jobs): EventTargetClass {
  return class EventTarget implements EventTargetLike {
    /** Of all types in one list, since few targets have more than one listener. It is never changed, only replaced. */
    #registered: readonly Registered[] = nobody;
    addEventListener(type: string, listener: Listener | null, options: ListenerOptions | boolean = {}): void {
      if (listener === null || listener === undefined) return;
      const { once = false, signal } = typeof options === 'object' ? options : {};
      if (signal?.aborted) return;
      if (this.#registered.some((known) => known.listener === listener && known.type === type)) return;
      this.#registered = [...this.#registered, { type, listener, once }];
      signal?.addEventListener('abort', () => this.removeEventListener(type, listener), { once: true });
    }
    removeEventListener(type: string, listener: Listener | null): void {
      this.#registered = this.#registered.filter((known) => known.listener !== listener || known.type !== type);
    }
    dispatchEvent(event: Event): boolean {
      event[target] = this;
      const handler: unknown = (this as unknown as Record<string, unknown>)[`on${event.type}`];
      if (typeof handler === 'function') this.#run(event, handler as (event: Event) => unknown);
      for (const { type, listener, once } of this.#registered) {
        if (event[stopped]) break;
        if (type !== event.type) continue;
        if (once) this.removeEventListener(event.type, listener);
        this.#run(event, listener);
      }
      return !event.defaultPrevented;
    }
    [listenerCount](type: string): number {
      let count = 0;
      for (const registered of this.#registered) if (registered.type === type) count++;
      return count;
    }
    #run(event: Event, listener: Listener): void {
      try {
        if (typeof listener === 'function') Reflect.apply(listener, this, [event]);
        else listener.handleEvent(event);
      } catch (error) {
        jobs.nextTick(() => {
          throw error;
        });
      }
    }
  };
}
