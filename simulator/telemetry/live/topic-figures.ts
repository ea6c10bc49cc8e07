import type { Series } from './series.ts';
import type { LogBrokerFact } from '../../wire/facts.ts';
import type { Micros } from '../../wire/packet.ts';
import type { TopicFigures } from '../../wire/view/frame.ts';

interface Group {
  consumed: number;
  redelivered: number;
  readonly services: Set<string>;
  /** Next offset to read, by partition. */
  readonly positions: number[];
  readonly series: Series;
}

/** One topic: what its partitions hold, who sends, and how far each group has come. */
export class TopicTrace {
  readonly series: Series;
  readonly #newSeries: () => Series;
  readonly #broker: string;
  readonly #partitions: { start: number; end: number }[];
  readonly #producers = new Map<string, number>();
  readonly #groups = new Map<string, Group>();
  #produced = 0;

  constructor(broker: string, partitions: number, newSeries: () => Series) {
    this.#newSeries = newSeries;
    this.series = newSeries();
    this.#broker = broker;
    this.#partitions = Array.from({ length: partitions }, () => ({ start: 0, end: 0 }));
  }

  add(atUs: Micros, fact: LogBrokerFact): void {
    const { what, offset = 0, group } = fact;
    const number = fact.partition ?? 0;
    while (this.#partitions.length <= number) this.#partitions.push({ start: 0, end: 0 });
    const partition = this.#partitions[number]!;
    if (what === 'append') {
      this.#produced++;
      partition.end = offset + 1;
      this.series.count(atUs, null, true);
      this.#levels(atUs);
    } else if (what === 'expire') partition.start = offset;
    else if (what === 'lose') partition.end = Math.min(partition.end, offset);
    if (group === undefined) return;
    if (what === 'deliver') {
      const reader = this.#group(group);
      reader.consumed++;
      reader.series.count(atUs, null, true);
      if (fact.redelivered) reader.redelivered++;
    } else if (what === 'commit') {
      this.#group(group).positions[number] = offset;
      this.#levels(atUs);
    }
  }

  seriesOf(group: string): Series | null {
    return this.#groups.get(group)?.series ?? null;
  }

  sentBy(service: string, records: number): void {
    this.#producers.set(service, (this.#producers.get(service) ?? 0) + records);
  }

  readBy(service: string, group: string): void {
    this.#group(group).services.add(service);
  }

  figures(): TopicFigures {
    const groups = [...this.#groups].sort(([left], [right]) => (left < right ? -1 : 1));
    return {
      broker: this.#broker,
      produced: this.#produced,
      producers: Object.fromEntries(this.#producers),
      partitions: this.#partitions.map(({ start, end }) => ({ start, end })),
      groups: Object.fromEntries(
        groups.map(([name, group]) => {
          const { consumed, redelivered, services } = group;
          const positions = this.#partitions.map((_, number) => group.positions[number] ?? 0);
          return [name, { consumed, redelivered, lag: this.#lagOf(group), services: [...services], positions }];
        }),
      ),
    };
  }

  /** Of each group, and of the topic that of the group which is furthest behind. */
  #levels(atUs: Micros): void {
    let most = 0;
    for (const group of this.#groups.values()) {
      const lag = this.#lagOf(group);
      group.series.level(atUs, { lag });
      most = Math.max(most, lag);
    }
    this.series.level(atUs, { lag: most });
  }

  #lagOf({ positions }: Group): number {
    let lag = 0;
    this.#partitions.forEach(({ end }, number) => (lag += Math.max(0, end - (positions[number] ?? 0))));
    return lag;
  }

  #group(name: string): Group {
    let group = this.#groups.get(name);
    if (!group) {
      group = { consumed: 0, redelivered: 0, services: new Set(), positions: [], series: this.#newSeries() };
      this.#groups.set(name, group);
    }
    return group;
  }
}
