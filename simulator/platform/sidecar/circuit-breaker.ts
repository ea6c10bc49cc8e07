import type { BreakerState } from '../../wire/facts.ts';
import type { Micros } from '../../wire/packet.ts';

export interface BreakerPolicy {
  readonly errorShare: number;
  readonly windowUs: Micros;
  /** Fewer calls in the window than this say nothing. */
  readonly volume: number;
  readonly resetUs: Micros;
}

type State =
  | { readonly at: 'closed' }
  | { readonly at: 'open'; readonly untilUs: Micros }
  /** One probe decides for everybody; while it is out, nobody else passes. */
  | { readonly at: 'half-open'; readonly probing: boolean };

/** Ties a call to the state in which it was let through. */
export interface Pass {
  readonly change: number;
}

interface Outcome {
  readonly atUs: Micros;
  readonly failed: boolean;
}

/** A breaker on a link: opens on a share of failures in a sliding window, tries one call after a while. */
export class CircuitBreaker {
  readonly #policy: BreakerPolicy;
  readonly #changed: (to: BreakerState) => void;
  #state: State = { at: 'closed' };
  #window: Outcome[] = [];
  #changes = 0;

  constructor(policy: BreakerPolicy, changed: (to: BreakerState) => void) {
    this.#policy = policy;
    this.#changed = changed;
  }

  /** A pass when a call may go out now; it must be followed by `settled` or `abandoned`. */
  admit(nowUs: Micros): Pass | null {
    if (this.#state.at === 'open' && nowUs >= this.#state.untilUs) this.#become({ at: 'half-open', probing: false });
    if (this.#state.at === 'open') return null;
    if (this.#state.at === 'half-open') {
      if (this.#state.probing) return null;
      this.#state = { at: 'half-open', probing: true };
    }
    return { change: this.#changes };
  }

  /** Calls sent before the last change of state still come back; they no longer count. */
  settled(pass: Pass, nowUs: Micros, failed: boolean): void {
    if (pass.change !== this.#changes) return;
    if (this.#state.at === 'closed') this.#count(nowUs, failed);
    else if (failed) this.#open(nowUs);
    else this.#become({ at: 'closed' });
  }

  /** The call that was let through ended without an answer that says anything: its caller hung up. */
  abandoned(pass: Pass): void {
    if (pass.change === this.#changes && this.#state.at === 'half-open')
      this.#state = { at: 'half-open', probing: false };
  }

  /** Its rule is gone: whoever watches sees that nothing is held back any more. */
  retire(): void {
    if (this.#state.at !== 'closed') this.#become({ at: 'closed' });
  }

  #count(nowUs: Micros, failed: boolean): void {
    this.#window.push({ atUs: nowUs, failed });
    const sinceUs = nowUs - this.#policy.windowUs;
    this.#window = this.#window.filter((outcome) => outcome.atUs > sinceUs);
    const failures = this.#window.filter((outcome) => outcome.failed).length;
    const enough = this.#window.length >= this.#policy.volume;
    if (enough && failures >= this.#window.length * this.#policy.errorShare) this.#open(nowUs);
  }

  #open(nowUs: Micros): void {
    this.#become({ at: 'open', untilUs: nowUs + this.#policy.resetUs });
  }

  #become(state: State): void {
    this.#window = [];
    this.#changes++;
    this.#state = state;
    this.#changed(state.at);
  }
}
