import type { Message } from '../../../wire/view/message.ts';

const keptMax = 20_000;

/** The messages of the newest traces that were shown, so that one can be looked at again. */
export class KeptMessages {
  readonly #traces = new Map<string, Message[]>();
  #count = 0;

  add(message: Message): void {
    const { traceId } = message;
    if (traceId === null) return;
    let messages = this.#traces.get(traceId);
    if (!messages) this.#traces.set(traceId, (messages = []));
    messages.push(message);
    this.#count++;
    while (this.#count > keptMax) this.#forgetOldest();
  }

  of(traceId: string): readonly Message[] {
    return this.#traces.get(traceId) ?? [];
  }

  #forgetOldest(): void {
    const [oldest, messages] = this.#traces.entries().next().value!;
    this.#traces.delete(oldest);
    this.#count -= messages.length;
  }
}
