/** Batches remembered of each idempotent producer and partition, as in Kafka: enough for its requests in flight. */
const batchesRemembered = 5;

interface ProducedBatch {
  readonly firstSequence: number;
  readonly count: number;
  readonly baseOffset: number;
}

interface ProducerState {
  readonly epoch: number;
  readonly batches: ProducedBatch[];
}

export type SequenceVerdict =
  | { readonly kind: 'new' }
  | { readonly kind: 'duplicate'; readonly baseOffset: number }
  | { readonly kind: 'out of order' };

/** What a partition knows of its idempotent producers. Part of the log: a truncated log forgets with it. */
export class ProducerStates {
  readonly #states = new Map<number, ProducerState>();

  judge(producer: { id: number; epoch: number }, firstSequence: number, count: number): SequenceVerdict {
    const state = this.#states.get(producer.id);
    const last = state?.batches.at(-1);
    if (!state || !last || state.epoch !== producer.epoch) return { kind: 'new' };
    for (const batch of state.batches)
      if (batch.firstSequence === firstSequence && batch.count === count)
        return { kind: 'duplicate', baseOffset: batch.baseOffset };
    return last.firstSequence + last.count === firstSequence ? { kind: 'new' } : { kind: 'out of order' };
  }

  remember(producer: { id: number; epoch: number }, batch: ProducedBatch): void {
    let state = this.#states.get(producer.id);
    if (!state || state.epoch !== producer.epoch) {
      state = { epoch: producer.epoch, batches: [] };
      this.#states.set(producer.id, state);
    }
    state.batches.push(batch);
    if (state.batches.length > batchesRemembered) state.batches.shift();
  }

  truncateTo(endOffset: number): void {
    for (const state of this.#states.values())
      while (state.batches.length > 0 && state.batches.at(-1)!.baseOffset >= endOffset) state.batches.pop();
  }
}
