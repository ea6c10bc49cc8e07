type Listener = (...values: unknown[]) => unknown;

/** Events of a request, a response or a server: the part of Node's emitter that handlers use on them. */
export class Emitter {
  #listeners: { event: string | symbol; run: Listener; once: boolean }[] = [];
  on(event: string | symbol, run: Listener): this {
    this.#listeners.push({ event, run, once: false });
    return this;
  }
  addListener(event: string | symbol, run: Listener): this {
    return this.on(event, run);
  }
  once(event: string | symbol, run: Listener): this {
    this.#listeners.push({ event, run, once: true });
    return this;
  }
  off(event: string | symbol, run: Listener): this {
    const at = this.#listeners.findIndex((listener) => listener.event === event && listener.run === run);
    if (at >= 0) this.#listeners = this.#listeners.toSpliced(at, 1);
    return this;
  }
  removeListener(event: string | symbol, run: Listener): this {
    return this.off(event, run);
  }
  removeAllListeners(event?: string | symbol): this {
    this.#listeners = event === undefined ? [] : this.#listeners.filter((listener) => listener.event !== event);
    return this;
  }
  emit(event: string | symbol, ...values: unknown[]): boolean {
    const called = this.#listeners.filter((listener) => listener.event === event);
    for (const { run, once } of called) {
      if (once) this.off(event, run);
      Reflect.apply(run, this, values);
    }
    return called.length > 0;
  }
  listenerCount(event: string | symbol): number {
    return this.#listeners.filter((listener) => listener.event === event).length;
  }
}
