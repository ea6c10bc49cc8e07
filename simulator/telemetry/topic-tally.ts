import type { TopicRow } from './report.ts';
import type { LogBrokerFact } from '../wire/facts.ts';

interface GroupTally {
  consumed: number;
  redelivered: number;
  /** Next offset to read, by partition. */
  committed: Map<number, number>;
}

/** One topic of a log broker: what was appended, and how far each group has come. */
export class TopicTally {
  #produced = 0;
  readonly #ends = new Map<number, number>();
  readonly #groups = new Map<string, GroupTally>();

  add(fact: LogBrokerFact): void {
    const partition = fact.partition ?? 0;
    if (fact.what === 'append') {
      this.#produced++;
      this.#ends.set(partition, (fact.offset ?? 0) + 1);
    }
    if (fact.group === undefined) return;
    if (fact.what === 'deliver') {
      const group = this.#group(fact.group);
      group.consumed++;
      if (fact.redelivered) group.redelivered++;
    }
    if (fact.what === 'commit') this.#group(fact.group).committed.set(partition, fact.offset ?? 0);
  }

  row(): TopicRow {
    const groups = [...this.#groups].sort(([left], [right]) => (left < right ? -1 : 1));
    return {
      produced: this.#produced,
      groups: Object.fromEntries(
        groups.map(([name, { consumed, redelivered, committed }]) => {
          let lag = 0;
          for (const [partition, end] of this.#ends) lag += Math.max(0, end - (committed.get(partition) ?? 0));
          return [name, { consumed, redelivered, lag }];
        }),
      ),
    };
  }

  #group(name: string): GroupTally {
    let group = this.#groups.get(name);
    if (!group) this.#groups.set(name, (group = { consumed: 0, redelivered: 0, committed: new Map() }));
    return group;
  }
}
