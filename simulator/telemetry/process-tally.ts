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
  #cameUs: Micros | null = null;
  #leftUs: Micros | null = null;
  readonly ends: ProcessEndRow[] = [];
  readonly #name: string;
  #earlierLivesUs = 0;
  #thisLifeUs = 0;

  constructor(name: string) {
    this.#name = name;
  }

  addProcess(atUs: Micros, fact: ProcessFact): void {
    this.#cameUs ??= atUs;
    if (fact.end === 'deploy' || fact.end === 'scaled down') this.#leftUs = atUs;
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

  get isGone(): boolean {
    return this.#leftUs !== null;
  }

  /** What its cores could have worked by then. */
  coreUs(untilUs: Micros): Micros {
    return this.cores * ((this.#leftUs ?? untilUs) - (this.#cameUs ?? 0));
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
  const here = replicas.filter((replica) => !replica.isGone);
  const coreUs = sum((replica) => replica.coreUs(virtualUs));
  return {
    name,
    replicas: here.length,
    crashes: sum((replica) => replica.crashes),
    restarts: sum((replica) => replica.restarts),
    oomKills: sum((replica) => replica.oomKills),
    heapBytes: here.reduce((total, replica) => total + replica.heapBytes, 0),
    cpuShare: coreUs === 0 ? 0 : Math.round((sum((replica) => replica.cpuBusyUs) / coreUs) * 10_000) / 10_000,
    queueMax: Math.max(0, ...replicas.map((replica) => replica.queueMax)),
    ends: replicas
      .flatMap((replica) => replica.ends)
      .sort((one, other) => one.atMs - other.atMs)
      .slice(-endsMax),
  };
}
