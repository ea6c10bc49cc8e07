import { CircuitBreaker } from './circuit-breaker.ts';
import type { LinkPolicy } from './sidecar.ts';
import type { BreakerState } from '../../wire/facts.ts';

/** What a sidecar enforces, by the host that is called, and the breakers that go with it. */
export class HostPolicies {
  readonly #policyFor: (host: string) => LinkPolicy;
  readonly #tell: (host: string, to: BreakerState) => void;
  readonly #policies = new Map<string, LinkPolicy>();
  readonly #breakers = new Map<string, CircuitBreaker>();

  constructor(policyFor: (host: string) => LinkPolicy, tell: (host: string, to: BreakerState) => void) {
    this.#policyFor = policyFor;
    this.#tell = tell;
  }

  of(host: string): LinkPolicy {
    let policy = this.#policies.get(host);
    if (!policy) this.#policies.set(host, (policy = this.#policyFor(host)));
    return policy;
  }

  breakerOf(host: string): CircuitBreaker | null {
    const policy = this.of(host).breaker;
    if (!policy) return null;
    let breaker = this.#breakers.get(host);
    if (!breaker) this.#breakers.set(host, (breaker = new CircuitBreaker(policy, (to) => this.#tell(host, to))));
    return breaker;
  }

  /** Others may hold from now on. A breaker whose rule is another one begins anew. */
  changed(): void {
    for (const [host, before] of this.#policies) {
      const policy = this.#policyFor(host);
      this.#policies.set(host, policy);
      if (JSON.stringify(policy.breaker) === JSON.stringify(before.breaker)) continue;
      this.#breakers.get(host)?.retire();
      this.#breakers.delete(host);
    }
  }
}
