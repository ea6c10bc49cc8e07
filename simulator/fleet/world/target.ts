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

/**
 * Who may be meant: a process, `process#2`, a service (its process), `a -> b`, a store, a broker, a topic or a flow.
 * One name can mean several things; the first that a verb fits on is the one.
 */
export function targetsOf(name: string, who: Inhabitants): Target[] {
  const link = /^(\S+)\s*->\s*(\S+)$/.exec(name);
  if (link) return [{ kind: 'link', name, caller: link[1]!, callee: link[2]! }];
  const targets: Target[] = [];
  const replicas = replicasOf(name, who.replicas);
  if (replicas.length > 0) targets.push({ kind: 'process', name, replicas });
  const server = who.servers.get(name);
  if (server) targets.push({ kind: 'server', name, server });
  const [, broker, topic = name] = /^([^/]+)\/(.+)$/.exec(name) ?? [];
  const holder = broker === undefined ? who.topics.get(name) : who.servers.get(broker);
  if (holder) targets.push({ kind: 'topic', name: topic, server: holder });
  const flow = who.flows.get(name);
  if (flow) targets.push({ kind: 'flow', name, load: flow });
  return targets;
}

/** Whether what is done to `whole` is done to all of `part`: to a process and its replica, to a broker and its topic. */
export function includes(whole: Target, part: Target): boolean {
  switch (part.kind) {
    case 'process':
      return whole.kind === 'process' && part.replicas.every((replica) => whole.replicas.includes(replica));
    case 'link':
      return whole.kind === 'link' && whole.caller === part.caller && whole.callee === part.callee;
    case 'server':
      return whole.kind === 'server' && whole.server === part.server;
    case 'topic':
      if (whole.kind === 'topic') return whole.server === part.server && whole.name === part.name;
      return whole.kind === 'server' && whole.server === part.server;
    case 'flow':
      return whole.kind === 'flow' && whole.load === part.load;
  }
}

function replicasOf(name: string, all: readonly Replica[]): Replica[] {
  const one = all.filter((replica) => replica.name === name);
  if (one.length > 0) return one;
  const process = all.filter((replica) => replica.process === name);
  return process.length > 0 ? process : all.filter((replica) => replica.services.includes(name));
}
