import type { CallFigures } from './call-figures.ts';
import type { LinkPolicyFact } from '../../wire/facts.ts';
import type { Micros } from '../../wire/packet.ts';
import type { LinkFigures } from '../../wire/view/frame.ts';

/** Calls over one link, as the caller saw them, and what the link's policy made of them. */
export class LinkCounts {
  readonly calls: CallFigures;
  #retries = 0;
  #rejected = 0;

  constructor(calls: CallFigures) {
    this.calls = calls;
  }

  addPolicy({ what }: LinkPolicyFact): void {
    if (what === 'retry') this.#retries++;
    if (what === 'rejected') this.#rejected++;
  }

  figures(nowUs: Micros): LinkFigures {
    const { count, failed } = this.calls;
    return { calls: count, failed, retries: this.#retries, rejected: this.#rejected, ...this.calls.recent(nowUs) };
  }
}
