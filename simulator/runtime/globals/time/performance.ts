import type { ProcessWorld } from '../process-world.ts';

interface Entry {
  readonly name: string;
  readonly entryType: 'mark' | 'measure';
  readonly startTime: number;
  readonly duration: number;
  readonly detail: unknown;
}
interface MeasureOptions {
  readonly start?: string | number;
  readonly end?: string | number;
  readonly duration?: number;
  readonly detail?: unknown;
}

/** Enough for any demonstration; a service that marks every request would otherwise grow without end. */
const entriesMax = 10_000;

/** Time since the process began. Clock skew does not touch it, as a monotonic clock. */
export class Performance {
  readonly #world: Pick<ProcessWorld, 'nowUs' | 'startedAtUs'>;
  #entries: Entry[] = [];
  readonly timeOrigin: number;
  constructor(world: Pick<ProcessWorld, 'nowUs' | 'startedAtUs' | 'wallMs'>) {
    this.#world = world;
    this.timeOrigin = world.wallMs() - (world.nowUs() - world.startedAtUs) / 1000;
  }
  now(): number {
    return (this.#world.nowUs() - this.#world.startedAtUs) / 1000;
  }
  mark(name: string, options: { startTime?: number; detail?: unknown } = {}): Entry {
    const startTime = options.startTime ?? this.now();
    return this.#add({ name: String(name), entryType: 'mark', startTime, duration: 0, detail: options.detail ?? null });
  }
  measure(name: string, startOrOptions?: string | MeasureOptions, endMark?: string): Entry {
    const options: MeasureOptions =
      typeof startOrOptions === 'object'
        ? startOrOptions
        : {
            ...(startOrOptions === undefined ? {} : { start: startOrOptions }),
            ...(endMark === undefined ? {} : { end: endMark }),
          };
    const span = options.duration;
    const startTime =
      options.start !== undefined
        ? this.#timeOf(options.start)
        : span === undefined || options.end === undefined
          ? 0
          : this.#timeOf(options.end) - span;
    const end =
      options.end === undefined ? (span === undefined ? this.now() : startTime + span) : this.#timeOf(options.end);
    return this.#add({
      name: String(name),
      entryType: 'measure',
      startTime,
      duration: end - startTime,
      detail: options.detail ?? null,
    });
  }
  #timeOf(mark: string | number): number {
    if (typeof mark === 'number') return mark;
    const found = this.#entries.findLast((entry) => entry.entryType === 'mark' && entry.name === mark);
    if (!found) throw new SyntaxError(`The "${mark}" performance mark has not been set`);
    return found.startTime;
  }
  #add(entry: Entry): Entry {
    if (this.#entries.length >= entriesMax) this.#entries.shift();
    this.#entries.push(entry);
    return entry;
  }
  getEntries(): Entry[] {
    return this.#entries.toSorted((left, right) => left.startTime - right.startTime);
  }
  getEntriesByName(name: string, type?: string): Entry[] {
    return this.getEntries().filter((entry) => entry.name === name && (type === undefined || entry.entryType === type));
  }
  getEntriesByType(type: string): Entry[] {
    return this.getEntries().filter((entry) => entry.entryType === type);
  }
  clearMarks(name?: string): void {
    this.#clear('mark', name);
  }
  clearMeasures(name?: string): void {
    this.#clear('measure', name);
  }
  #clear(type: string, name: string | undefined): void {
    this.#entries = this.#entries.filter(
      (entry) => entry.entryType !== type || (name !== undefined && entry.name !== name),
    );
  }
  toJSON(): object {
    return { timeOrigin: this.timeOrigin };
  }
}
