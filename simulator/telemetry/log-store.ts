import { ms } from './request-tally.ts';
import type { LogRow } from './report.ts';
import type { LogFact } from '../wire/facts.ts';
import type { CodePlace } from '../wire/code-place.ts';
import type { Micros, NodeId } from '../wire/packet.ts';

export const logLinesKeptMax = 5_000;
/** `services/orders.ts:12` in the first frame of a stack, in whatever engine's writing. */
const frame = /([^\s(@]+\.[cm]?[jt]s):(\d+):\d+/;

/** `services/orders.ts:12:3 ...`: what a service says whose code does not compile. */
const notCompiled = /^([^\s:]+\.[cm]?(?:[jt]s|json)):(\d+):\d+ /;

/** The newest log lines of the whole fleet, and how many older ones are gone. */
export class LogStore {
  readonly #replicaName: (node: NodeId) => string;
  #lines: LogRow[] = [];
  #oldest = 0;
  dropped = 0;

  constructor(replicaName: (node: NodeId) => string) {
    this.#replicaName = replicaName;
  }

  add(atUs: Micros, node: NodeId, fact: LogFact): void {
    const row = logRowOf(atUs, this.#replicaName(node), fact);
    if (this.#lines.length < logLinesKeptMax) {
      this.#lines.push(row);
      return;
    }
    this.#lines[this.#oldest] = row;
    this.#oldest = (this.#oldest + 1) % logLinesKeptMax;
    this.dropped++;
  }

  /** Those that are gone, too. */
  get total(): number {
    return this.#lines.length + this.dropped;
  }

  /** Oldest first. */
  rows(): LogRow[] {
    return [...this.#lines.slice(this.#oldest), ...this.#lines.slice(0, this.#oldest)];
  }
}

export function logRowOf(atUs: Micros, replica: string, fact: LogFact): LogRow {
  const { service, level, message, traceId } = fact;
  return { atMs: ms(atUs), service, replica, level, message, traceId, ...lineOf(fact) };
}

function lineOf(fact: LogFact): { readonly line?: string; readonly place?: CodePlace } {
  const place = placeOf(fact);
  return place ? { line: `${place.path}:${place.line}`, place } : {};
}

/** Of an error: the first line of the service's own code on its stack, or where its code could not be compiled. */
export function placeOf(fact: LogFact): CodePlace | null {
  const match = fact.unhashed && frame.exec(fact.unhashed.stack);
  const path = match?.[1];
  if (match && path !== undefined) return { path: path.slice(path.indexOf('/') + 1), line: Number(match[2]) };
  const compiled = fact.level === 'error' ? notCompiled.exec(fact.message) : null;
  return compiled ? { path: compiled[1]!, line: Number(compiled[2]) } : null;
}
