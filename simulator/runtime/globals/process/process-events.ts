export type Listener = (...values: unknown[]) => unknown;

/** The part of an event emitter that `process` shows. */
export class ProcessEvents {
  #listeners = new Map<string | symbol, { run: Listener; once: boolean }[]>();

  on(event: string | symbol, run: Listener): this {
    return this.#add(event, run, false, false);
  }
  addListener(event: string | symbol, run: Listener): this {
    return this.on(event, run);
  }
  once(event: string | symbol, run: Listener): this {
    return this.#add(event, run, true, false);
  }
  prependListener(event: string | symbol, run: Listener): this {
    return this.#add(event, run, false, true);
  }
  prependOnceListener(event: string | symbol, run: Listener): this {
    return this.#add(event, run, true, true);
  }
  #add(event: string | symbol, run: Listener, once: boolean, first: boolean): this {
    const list = this.#listeners.get(event) ?? [];
    this.#listeners.set(event, first ? [{ run, once }, ...list] : [...list, { run, once }]);
    return this;
  }
  off(event: string | symbol, run: Listener): this {
    const list = this.#listeners.get(event) ?? [];
    const at = list.findLastIndex((listener) => listener.run === run);
    if (at >= 0) this.#listeners.set(event, list.toSpliced(at, 1));
    return this;
  }
  removeListener(event: string | symbol, run: Listener): this {
    return this.off(event, run);
  }
  removeAllListeners(event?: string | symbol): this {
    if (event === undefined) this.#listeners.clear();
    else this.#listeners.delete(event);
    return this;
  }
  /** What a listener throws goes to the caller, as in Node. */
  emit(event: string | symbol, ...values: unknown[]): boolean {
    const list = this.#listeners.get(event) ?? [];
    for (const { run, once } of list) {
      if (once) this.off(event, run);
      Reflect.apply(run, this, values);
    }
    return list.length > 0;
  }
  listeners(event: string | symbol): Listener[] {
    return (this.#listeners.get(event) ?? []).map(({ run }) => run);
  }
  listenerCount(event: string | symbol): number {
    return this.#listeners.get(event)?.length ?? 0;
  }
  eventNames(): (string | symbol)[] {
    return [...this.#listeners].filter(([, list]) => list.length > 0).map(([event]) => event);
  }
  setMaxListeners(): this {
    return this;
  }
  getMaxListeners(): number {
    return 0;
  }
}
