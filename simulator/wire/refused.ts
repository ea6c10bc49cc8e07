import type { InstanceEffect, InstanceEvent } from './instance-events.ts';
import type { Micros } from './packet.ts';

/** As callers meet a machine where nobody listens. */
export function refused(call: InstanceEvent & { kind: 'call' }, atUs: Micros, why: string): InstanceEffect {
  return { kind: 'refuse', atUs, to: call.from, exchange: call.exchange, code: 'ECONNREFUSED', why };
}
