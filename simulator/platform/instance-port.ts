import type { InstanceEvent, WindowResult } from '../wire/instance-events.ts';
import type { UsageFact } from '../wire/facts.ts';
import type { Micros, NodeId } from '../wire/packet.ts';

export type Usage = Omit<UsageFact, 'kind'>;

/** One process's place in some host: inline, a thread, a worker. It keeps no state that a restart would need. */
export interface InstancePort {
  /** `fromUs` is when the process first has something to do. Hosts beside the kernel answer at once, others with a promise; the effects are the same. */
  window(untilUs: Micros, events: readonly InstanceEvent[], fromUs: Micros): WindowResult | Promise<WindowResult>;
  /** How loaded it is just now, between two windows; null when nobody lives there. It changes nothing. */
  usage?(): Usage | null | Promise<Usage | null>;
  /** The process is gone for good: free what it held. */
  dispose(): void;
}

export interface InstanceHost {
  open(node: NodeId, replica: string): InstancePort;
}
