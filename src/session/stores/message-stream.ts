import type { EngineFrame, Message } from '../../../simulator/index.ts';

/** Messages that were sent since the last frame, with where time stands and how fast it goes. */
export interface MessageBatch {
  readonly messages: readonly Message[];
  readonly leftOut: number;
  readonly virtualUs: number;
  readonly playing: boolean;
  readonly speed: number;
}

type Listen = (batch: MessageBatch) => void;

/** For whatever draws motion: it would be too much for components to hear of every message. */
export class MessageStream {
  readonly #listeners = new Set<Listen>();
  readonly #endings = new Set<() => void>();

  /** Returns how to stop. `ended` is called when the fleet goes, and with it all that is on its way. */
  subscribe(listen: Listen, ended: () => void = () => {}): () => void {
    this.#listeners.add(listen);
    this.#endings.add(ended);
    return () => {
      this.#listeners.delete(listen);
      this.#endings.delete(ended);
    };
  }

  take({ messages, messagesLeftOut, virtualUs, playing, speed }: EngineFrame): void {
    for (const listen of this.#listeners) listen({ messages, leftOut: messagesLeftOut, virtualUs, playing, speed });
  }

  clear(): void {
    for (const end of this.#endings) end();
  }
}
