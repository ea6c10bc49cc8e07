import { factsOf } from './facts-of.ts';
import type { RunRecord } from '../../run-record.ts';
import type { Micros, NodeId } from '../../../wire/packet.ts';

/** One try of a sidecar to get a call through. */
export interface Attempt {
  readonly sidecar: NodeId;
  readonly service: string;
  readonly host: string;
  readonly method: string;
  /** The call that it is an attempt of. */
  readonly call: string;
  readonly number: number;
  readonly startUs: Micros;
  readonly endUs: Micros;
  readonly ok: boolean;
  /** `timeout`, or a code of a socket; null when an answer came. */
  readonly errorType: string | null;
}

export function attemptsOf(record: RunRecord): Attempt[] {
  return factsOf(record, 'span').flatMap((span) => {
    const number = span.attributes['flotilla.attempt'];
    if (typeof number !== 'number') return [];
    const [, , method = '', host = ''] = span.name.split(' ');
    const errorType = span.attributes['error.type'];
    const { node, service, startUs, endUs, ok } = span;
    return [
      {
        sidecar: node,
        service,
        host,
        method,
        call: span.parentSpanId ?? '',
        number,
        startUs,
        endUs,
        ok,
        errorType: typeof errorType === 'string' ? errorType : null,
      },
    ];
  });
}
