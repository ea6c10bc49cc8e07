import { parseLinkKey } from '../../fleet/grammar/link-key.ts';
import type { Stamped } from '../../wire/facts.ts';
import type { ModeSpec } from './words/specification.ts';

/** What a link was last set to: of all settings that reach it and were not undone, the newest counts. */
export class LinkModeTracker {
  readonly #spec: ModeSpec;
  readonly #settings = new Map<number, unknown>();

  constructor(spec: ModeSpec) {
    this.#spec = spec;
  }

  get holds(): boolean {
    const mode = [...this.#settings.values()].at(-1) ?? this.#spec.atFirst;
    return mode === this.#spec.mode;
  }

  take({ fact }: Stamped): void {
    if (fact.kind !== 'action' || fact.verb !== 'set' || fact.id === undefined) return;
    if (fact.what === 'undone') this.#settings.delete(fact.id);
    const { mode } = fact.sizes;
    if (fact.what === 'applied' && typeof mode === 'string' && this.#isReachedBy(fact.target))
      this.#settings.set(fact.id, mode);
  }

  /** `orders -> *` sets every link of orders. */
  #isReachedBy(target: string): boolean {
    const link = parseLinkKey(target);
    if (!link.ok) return false;
    const { from, to } = link.value;
    return (from === '*' || from === this.#spec.from) && (to === '*' || to === this.#spec.to);
  }
}
