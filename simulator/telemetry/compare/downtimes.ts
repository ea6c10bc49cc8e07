import { isOk } from '../request-tally.ts';
import type { ProcessFact, RequestFact, SpanFact } from '../../wire/facts.ts';
import type { NodeId } from '../../wire/packet.ts';

const tracesMax = 5_000;

/** Who went on working while somebody else was down. */
export class Downtimes {
  readonly #ready = new Map<string, Set<NodeId>>();
  readonly #down = new Set<string>();
  readonly #everDown = new Set<string>();
  /** Of requests under way: the services that have worked for them, as long as anybody is down. */
  readonly #worked = new Map<string, Set<string>>();
  /** `service process`: requests that went well with work of the service while the process was down. */
  readonly #wentOn = new Map<string, number>();

  /** A process is down when it was ready before and none of its replicas is now. */
  addProcess(process: string, node: NodeId, { state }: ProcessFact): void {
    let ready = this.#ready.get(process);
    if (state === 'ready') {
      if (!ready) this.#ready.set(process, (ready = new Set()));
      ready.add(node);
      this.#down.delete(process);
      if (this.#down.size === 0) this.#worked.clear();
      return;
    }
    if (!ready?.delete(node) || ready.size > 0) return;
    this.#down.add(process);
    this.#everDown.add(process);
  }

  addSpan({ traceId, spanKind, service }: SpanFact): void {
    if (this.#down.size === 0 || spanKind !== 'server') return;
    const services = this.#worked.get(traceId);
    if (services) services.add(service);
    else this.#worked.set(traceId, new Set([service]));
    if (this.#worked.size > tracesMax) this.#worked.delete(this.#worked.keys().next().value!);
  }

  addRequest(fact: RequestFact): void {
    if (this.#down.size === 0) return;
    const services = this.#worked.get(fact.traceId) ?? [];
    this.#worked.delete(fact.traceId);
    if (!isOk(fact)) return;
    for (const process of this.#down)
      for (const service of services) {
        const key = `${service} ${process}`;
        this.#wentOn.set(key, (this.#wentOn.get(key) ?? 0) + 1);
      }
  }

  /** Null where the process was never down. */
  wentOn(service: string, process: string): number | null {
    return this.#everDown.has(process) ? (this.#wentOn.get(`${service} ${process}`) ?? 0) : null;
  }
}
