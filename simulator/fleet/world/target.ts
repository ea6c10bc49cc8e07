import type { Target } from '../../faults/fault.ts';
import type { Replica } from '../../platform/replica.ts';
import type { Server } from '../../platform/server.ts';
import type { Flow } from '../../workload/flow.ts';

export interface Inhabitants {
  readonly replicas: readonly Replica[];
  readonly servers: ReadonlyMap<string, Server>;
  readonly flows: ReadonlyMap<string, Flow>;
  /** Topic to the broker that holds it. */
  readonly topics: ReadonlyMap<string, Server>;
}

/** Who is meant: a process, `process#2`, a service (its process), `a -> b`, a store, a broker, a topic or a flow. */
export function targetOf(name: string, who: Inhabitants): Target | null {
  const link = /^(\S+)\s*->\s*(\S+)$/.exec(name);
  if (link) return { kind: 'link', name, caller: link[1]!, callee: link[2]! };
  const server = who.servers.get(name);
  if (server) return { kind: 'server', name, server };
  const replicas = replicasOf(name, who.replicas);
  if (replicas.length > 0) return { kind: 'process', name, replicas };
  const flow = who.flows.get(name);
  if (flow) return { kind: 'flow', name, load: flow };
  const [, broker, topic = name] = /^([^/]+)\/(.+)$/.exec(name) ?? [];
  const holder = broker === undefined ? who.topics.get(name) : who.servers.get(broker);
  return holder ? { kind: 'topic', name: topic, server: holder } : null;
}

function replicasOf(name: string, all: readonly Replica[]): Replica[] {
  const one = all.filter((replica) => replica.name === name);
  if (one.length > 0) return one;
  const process = all.filter((replica) => replica.process === name);
  return process.length > 0 ? process : all.filter((replica) => replica.services.includes(name));
}
