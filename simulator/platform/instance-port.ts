import type { InstanceEvent, WindowResult } from '../wire/instance-events.ts';
import type { Micros, NodeId } from '../wire/packet.ts';

/** One process's place in some host: inline, a thread, a worker. It keeps no state that a restart would need. */
export interface InstancePort {
  /** `fromUs` is when the process first has something to do. Hosts beside the kernel answer at once, others with a promise; the effects are the same. */
  window(untilUs: Micros, events: readonly InstanceEvent[], fromUs: Micros): WindowResult | Promise<WindowResult>;
  /** The process is gone for good: free what it held. */
  dispose(): void;
}

export interface InstanceHost {
  open(node: NodeId, replica: string): InstancePort;
}
