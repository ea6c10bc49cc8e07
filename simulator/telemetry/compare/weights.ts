import { bytesOf, contentBytesOf } from '../../network/message-size.ts';
import type { Scale } from '../../network/network.ts';
import type { FetchAnswer, FetchCall, ProduceCall } from '../../wire/log-protocol.ts';
import type { Packet } from '../../wire/packet.ts';

/** Fetches whose answer may still come; of one that was lost it never does. */
const fetchesHeldMost = 10_000;

/**
 * What messages weighed on their way, there and back. Of a log only its records are: whoever asks in vain for the next ones,
 * says that it is alive or writes down how far it has come speaks to the broker and not to a topic.
 */
export class Weights {
  /** By `from->to`. */
  readonly links = new Map<string, number>();
  /** By `service->topic`. */
  readonly sent = new Map<string, number>();
  /** By `topic->group`. */
  readonly read = new Map<string, number>();
  /** By the exchange: for which group. */
  readonly #fetches = new Map<string, string>();

  readonly take: Scale = (packet, caller, callee) => {
    add(this.links, `${caller}->${callee}`, bytesOf(packet));
    if (packet.kind === 'call') this.#called(packet, caller);
    else if (packet.kind === 'answer') this.#answered(packet);
  };

  #called({ from, exchange, protocol, payload }: Extract<Packet, { kind: 'call' }>, caller: string): void {
    if (protocol !== 'log') return;
    const { kind } = payload as ProduceCall | FetchCall;
    if (kind === 'produce')
      for (const { topic, records } of (payload as ProduceCall).batches)
        add(this.sent, `${caller}->${topic}`, contentBytesOf(records));
    if (kind !== 'fetch') return;
    const { group } = payload as FetchCall;
    if (group === null) return;
    this.#fetches.set(`${from} ${exchange}`, group);
    if (this.#fetches.size > fetchesHeldMost) this.#fetches.delete(this.#fetches.keys().next().value!);
  }

  #answered({ to, exchange, payload }: Extract<Packet, { kind: 'answer' }>): void {
    if (this.#fetches.size === 0) return;
    const fetch = `${to} ${exchange}`;
    const group = this.#fetches.get(fetch);
    if (group === undefined) return;
    this.#fetches.delete(fetch);
    for (const { topic, records } of (payload as FetchAnswer).partitions)
      if (records.length > 0) add(this.read, `${topic}->${group}`, contentBytesOf(records));
  }
}

function add(bytes: Map<string, number>, key: string, more: number): void {
  bytes.set(key, (bytes.get(key) ?? 0) + more);
}
