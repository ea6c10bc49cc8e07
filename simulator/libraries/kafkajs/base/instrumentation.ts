import type { Bridge } from '../../../wire/bridge.ts';
import { asError, KafkaJSNonRetriableError } from './errors.ts';
import type { Logger } from './logger.ts';

export interface InstrumentationEvent<Payload> {
  id: number;
  type: string;
  timestamp: number;
  payload: Payload;
}

export type EventListener = (event: InstrumentationEvent<unknown>) => unknown;

/** The events of one producer, consumer or admin. */
export class Instrumentation {
  readonly #bridge: Bridge;
  readonly #logger: Logger;
  readonly #ownerName: string;
  readonly #events: Readonly<Record<string, string>>;
  readonly #listeners = new Map<string, EventListener[]>();
  #count = 0;

  constructor(bridge: Bridge, logger: Logger, ownerName: string, events: Readonly<Record<string, string>>) {
    this.#bridge = bridge;
    this.#logger = logger;
    this.#ownerName = ownerName;
    this.#events = events;
  }

  /** Asked before a payload is put together that takes some work. */
  isHeard(type: string): boolean {
    const listeners = this.#listeners.get(type);
    return listeners !== undefined && listeners.length > 0;
  }

  emit(type: string, payload: unknown = null): void {
    const listeners = this.#listeners.get(type);
    if (!listeners || listeners.length === 0) return;
    const event = { id: this.#count++, type, timestamp: this.#bridge.wallMs(), payload };
    for (const listener of [...listeners]) this.#tell(listener, event);
  }

  on(type: string, listener: EventListener): () => void {
    if (!Object.values(this.#events).includes(type)) {
      const names = Object.keys(this.#events).map((name) => `${this.#ownerName}.events.${name}`);
      throw new KafkaJSNonRetriableError(`Event name should be one of ${names.join(', ')}`);
    }
    const listeners = this.#listeners.get(type) ?? [];
    this.#listeners.set(type, [...listeners, listener]);
    return () => {
      const left = (this.#listeners.get(type) ?? []).filter((other) => other !== listener);
      this.#listeners.set(type, left);
    };
  }

  #tell(listener: EventListener, event: InstrumentationEvent<unknown>): void {
    new Promise((resolve) => resolve(listener(event))).catch((thrown: unknown) => {
      this.#logger.error(`Failed to execute listener: ${asError(thrown).message}`, { eventName: event.type });
    });
  }
}
