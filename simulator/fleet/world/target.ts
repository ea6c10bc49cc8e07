import type { ProcessTarget, Target } from '../../faults/fault.ts';
import type { Crew } from '../../platform/crew.ts';
import type { Fleet } from '../fleet.ts';
import type { Server } from '../../platform/server.ts';
import type { Flow } from '../../workload/flow.ts';

export interface Inhabitants {
  readonly fleet: Pick<Fleet, 'processes'>;
  /** By process. */
  readonly crews: ReadonlyMap<string, Crew>;
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
  const process = replicaNamed(name, who) ?? processNamed(name, who);
  if (process) targets.push(process);
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
      if (whole.kind !== 'process' || whole.process !== part.process) return false;
      return whole.replica === null || whole.replica === part.replica;
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

function replicaNamed(name: string, { crews }: Inhabitants): ProcessTarget | null {
  const process = name.slice(0, Math.max(0, name.indexOf('#')));
  const replica = crews.get(process)?.replicas.find((each) => each.name === name);
  if (!replica) return null;
  const control: ProcessTarget['control'] = (verb, id, sizes) => replica.control(verb, id, sizes);
  return { kind: 'process', name, process, replica: name, replicas: [replica], control };
}

/** By its own name, or by that of a service that it holds at this time. */
function processNamed(name: string, { crews, fleet }: Inhabitants): ProcessTarget | null {
  const { processes } = fleet;
  const own = processes.find((process) => process.name === name);
  const home = (own ?? processes.find(({ services }) => services.includes(name)))?.name;
  const crew = home === undefined ? undefined : crews.get(home);
  if (!crew) return null;
  return {
    ...{ kind: 'process', name, process: crew.process, replica: null },
    get replicas() {
      return crew.replicas;
    },
    control: (verb, id, sizes) => crew.control(verb, id, sizes),
  };
}
