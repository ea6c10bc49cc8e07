import { ms } from './request-tally.ts';
import type { ProcessEndRow, ProcessRow } from './report.ts';
import type { ProcessFact, UsageFact } from '../wire/facts.ts';
import type { Micros } from '../wire/packet.ts';

const endsMax = 20;

/** One replica over the run. */
export class ReplicaTally {
  crashes = 0;
  restarts = 0;
  oomKills = 0;
  heapBytes = 0;
  queueMax = 0;
  cores = 0;
  state: ProcessFact['state'] = 'stopped';
  readonly ends: ProcessEndRow[] = [];
  readonly #name: string;
  #earlierLivesUs = 0;
  #thisLifeUs = 0;

  constructor(name: string) {
    this.#name = name;
  }

  addProcess(atUs: Micros, fact: ProcessFact): void {
    if (fact.state === 'starting' && this.state !== 'stopped') this.restarts++;
    if (fact.state === 'crashed') this.crashes++;
    if (fact.state === 'crashed' && fact.end === 'out of memory') this.oomKills++;
    if (fact.state === 'starting') {
      this.#earlierLivesUs += this.#thisLifeUs;
      this.#thisLifeUs = 0;
    }
    if (fact.end !== undefined) {
      this.ends.push({ atMs: ms(atUs), replica: this.#name, end: fact.end, reason: fact.reason });
      if (this.ends.length > endsMax) this.ends.shift();
    }
    this.state = fact.state;
  }

  addUsage(fact: UsageFact): void {
    this.heapBytes = fact.heapBytes;
    this.queueMax = Math.max(this.queueMax, fact.queuedMost);
    this.cores = fact.cores;
    this.#thisLifeUs = fact.cpuBusyUs;
  }

  /** With what is known of the present life by now. */
  busyUs(thisLifeUs: Micros): Micros {
    return this.#earlierLivesUs + thisLifeUs;
  }

  get cpuBusyUs(): Micros {
    return this.#earlierLivesUs + this.#thisLifeUs;
  }
}

export function processRow(name: string, replicas: readonly ReplicaTally[], virtualUs: Micros): ProcessRow {
  const sum = (of: (replica: ReplicaTally) => number): number =>
    replicas.reduce((total, replica) => total + of(replica), 0);
  const coreUs = sum((replica) => replica.cores) * virtualUs;
  return {
    name,
    replicas: replicas.length,
    crashes: sum((replica) => replica.crashes),
    restarts: sum((replica) => replica.restarts),
    oomKills: sum((replica) => replica.oomKills),
    heapBytes: sum((replica) => replica.heapBytes),
    cpuShare: coreUs === 0 ? 0 : Math.round((sum((replica) => replica.cpuBusyUs) / coreUs) * 10_000) / 10_000,
    queueMax: Math.max(0, ...replicas.map((replica) => replica.queueMax)),
    ends: replicas
      .flatMap((replica) => replica.ends)
      .sort((one, other) => one.atMs - other.atMs)
      .slice(-endsMax),
  };
}
