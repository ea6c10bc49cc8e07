import RealBreaker from 'opossum';
import { bridge } from 'flotilla:bridge';
import type { BreakerState } from '../../wire/facts.ts';

type Action = ConstructorParameters<typeof RealBreaker>[0];
type Options = ConstructorParameters<typeof RealBreaker>[1];

/** The real opossum; each of its changes of state and each call through it is reported as a fact, and nothing else differs. */
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

  /** What the action calls hangs below a span of the breaker's own: so it is known whom it guards. */
  override call(context: unknown, ...rest: unknown[]): Promise<unknown> {
    const outer = bridge.currentTrace();
    const span = bridge.startSpan(`breaker ${this.name}`, 'internal', {
      attributes: { 'flotilla.breaker.name': this.name, 'flotilla.breaker.state': stateOf(this) },
    });
    return new Promise((resolve, reject) => {
      // What comes after the call is not the breaker's any more, though the end of the action sets it off.
      const end = (error: string | undefined, go: () => void): void => {
        span.end(error);
        bridge.resume(outer, go);
      };
      bridge
        .withTrace(span.context, () => super.call(context, ...rest))
        .then(
          (value) => end(undefined, () => resolve(value)),
          (error: unknown) => end(error instanceof Error ? error.message : String(error), () => reject(error)),
        );
    });
  }
}

function stateOf({ opened, halfOpen }: RealBreaker): BreakerState {
  if (halfOpen) return 'half-open';
  return opened ? 'open' : 'closed';
}
