import { Sketch } from '../../../kernel/sketch.ts';
import { isOk } from '../../../telemetry/request-tally.ts';
import type { Stamped } from '../../../wire/facts.ts';
import type { Micros } from '../../../wire/packet.ts';
import type { Aggregate, SampledSpec, SourceSpec } from '../words/specification.ts';
import type { CheckedCall, CheckedRequest } from '../words/vocabulary.ts';

type Sample = CheckedRequest | CheckedCall | Record<string, never>;

/** One sample, with the time it began at: that says to which window it belongs. */
export interface Taken {
  readonly startUs: Micros;
  readonly us: Micros;
  readonly sample: Sample;
}

/** What of a fact is a sample of this source; null when nothing is. */
export function sampleIn(source: SourceSpec, { atUs, fact }: Stamped): Taken | null {
  switch (source.kind) {
    case 'flow': {
      if (fact.kind !== 'request' || fact.flow !== source.flow) return null;
      const us = fact.endUs - fact.startUs;
      const sample = { route: fact.route, status: fact.status, ok: isOk(fact), ms: us / 1000 };
      return source.where.every((matches) => matches(sample)) ? { startUs: fact.startUs, us, sample } : null;
    }
    case 'service':
    case 'link': {
      if (fact.kind !== 'span' || !isCallOf(source, fact)) return null;
      const us = fact.endUs - fact.startUs;
      const sample = { name: fact.name, ok: fact.ok, ms: us / 1000 };
      return source.where.every((matches) => matches(sample)) ? { startUs: fact.startUs, us, sample } : null;
    }
    case 'sent':
      if (fact.kind !== 'log-broker' || fact.what !== 'append' || fact.topic !== source.topic) return null;
      return { startUs: atUs, us: 0, sample: {} };
    case 'redelivered': {
      if (fact.kind !== 'log-broker' || fact.what !== 'deliver' || fact.topic !== source.topic) return null;
      const isIt = fact.group === source.group && fact.redelivered === true;
      return isIt ? { startUs: atUs, us: 0, sample: {} } : null;
    }
    default:
      return null;
  }
}

function isCallOf(
  source: SourceSpec & { kind: 'service' | 'link' },
  span: Stamped['fact'] & { kind: 'span' },
): boolean {
  if (source.kind === 'service') {
    return span.service === source.service && (span.spanKind === 'server' || span.spanKind === 'consumer');
  }
  const isOut = span.spanKind === 'client' || span.spanKind === 'producer';
  return isOut && span.service === source.from && span.attributes['server.address'] === source.to;
}

/** The samples of one window, as far as the aggregate needs them. */
export class SampleTally {
  readonly #as: Aggregate;
  readonly #durations: Sketch | null;
  count = 0;
  #matched = 0;

  constructor({ as }: SampledSpec) {
    this.#as = as;
    this.#durations = as.kind === 'percentile' ? new Sketch() : null;
  }

  add({ us, sample }: Taken): void {
    this.count++;
    this.#durations?.add(us);
    if (this.#as.kind === 'ratio' && this.#as.matches(sample as never)) this.#matched++;
  }

  /** null where nothing can be said of no sample. */
  value(lengthUs: Micros): number | null {
    const as = this.#as;
    if (as.kind === 'count') return this.count;
    if (as.kind === 'rate') return lengthUs === 0 ? null : this.count / (lengthUs / 1_000_000);
    if (this.count === 0) return null;
    return as.kind === 'ratio' ? this.#matched / this.count : this.#durations!.quantile(as.share) / 1000;
  }
}
