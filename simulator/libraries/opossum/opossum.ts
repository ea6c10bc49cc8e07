import RealBreaker from 'opossum';
import { bridge } from 'flotilla:bridge';
import type { BreakerState } from '../../wire/facts.ts';

type Action = ConstructorParameters<typeof RealBreaker>[0];
type Options = ConstructorParameters<typeof RealBreaker>[1];

/** The real opossum; each of its changes of state is reported as a fact, and nothing else differs. */
export default class CircuitBreaker extends RealBreaker {
  constructor(action: Action, options?: Options) {
    super(action, options);
    const report =
      (to: BreakerState, more: { readonly openUs?: number } = {}) =>
      () =>
        bridge.fact({ kind: 'breaker', service: bridge.service, name: this.name, where: 'code', to, ...more });
    this.on('open', report('open', { openUs: Math.round((options?.resetTimeout ?? 30_000) * 1000) }));
    this.on('halfOpen', report('half-open'));
    this.on('close', report('closed'));
  }
}
