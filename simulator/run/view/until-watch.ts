import { isOk } from '../../telemetry/request-tally.ts';
import type { Stamped } from '../../wire/facts.ts';
import type { Micros, NodeId } from '../../wire/packet.ts';
import type { Until } from '../../wire/view/until.ts';

/** Waits for the one fact that time is to stop at. */
export class UntilWatch {
  readonly #nameOf: (node: NodeId) => string;
  #until: Until | null = null;
  #reached: string | null = null;

  constructor(nameOf: (node: NodeId) => string) {
    this.#nameOf = nameOf;
  }

  begin(until: Until): void {
    this.#until = until;
    this.#reached = null;
  }

  end(): void {
    this.#until = null;
  }

  /** What has come true, in words; null as long as it has not. */
  get reached(): string | null {
    return this.#reached;
  }

  take(stamped: Stamped): void {
    if (this.#until === null || this.#reached !== null) return;
    const what = this.#comesTrue(this.#until.kind, stamped);
    if (what !== null) this.#reached = `${what} at ${momentText(stamped.atUs)}`;
  }

  #comesTrue(kind: Until['kind'], { node, fact }: Stamped): string | null {
    switch (fact.kind) {
      case 'request':
        return kind === 'failure' && !isOk(fact) ? `${fact.flow} failed` : null;
      case 'request-tally':
        return kind === 'failure' && fact.failed > 0 ? `${fact.flow} failed` : null;
      case 'breaker':
        return kind === 'breaker'
          ? `the breaker ${fact.name} of ${this.#nameOf(node).split(' sidecar of ')[0]} became ${fact.to}`
          : null;
      case 'process':
        return kind === 'crash' && fact.state === 'crashed' ? `${this.#nameOf(node)} crashed` : null;
      default:
        return null;
    }
  }
}

/** Cut and not rounded, as on the clock. */
export function momentText(us: Micros): string {
  return `${(Math.floor(us / 1000) / 1000).toFixed(3)} s`;
}
