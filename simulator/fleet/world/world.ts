import { samplerOf } from '../../kernel/distributions.ts';
import { Simulation } from '../../kernel/simulation.ts';
import { Names } from '../../network/names.ts';
import { Network } from '../../network/network.ts';
import { InstanceSeat } from '../../platform/instance-seat.ts';
import { ModelService } from '../../platform/model/model-service.ts';
import { Replica } from '../../platform/replica.ts';
import { Server } from '../../platform/server.ts';
import { Sidecar } from '../../platform/sidecar/sidecar.ts';
import { Flow } from '../../workload/flow.ts';
import { FleetLinks, leastUs } from './fleet-links.ts';
import { flowPlanOf } from './flow-plan.ts';
import { serverMaker } from './server-makers.ts';
import type { Compile } from './compiled-service.ts';
import type { Fleet, Process } from '../fleet.ts';
import type { ServerKinds } from './server-makers.ts';
import type { InstanceHost } from '../../platform/instance-port.ts';
import type { ProcessSpec, ProgramSpec } from '../../wire/instance-events.ts';
import type { Micros, NodeId } from '../../wire/packet.ts';

/** Virtual time zero, for `Date`: Monday, 6 January 2025, 09:00 UTC, an ordinary morning. */
export const epochMs = 1_736_154_000_000;

const baseBytes = 64 * 1_048_576;
const bytesPerRequest = 128 * 1024;

export interface WorldParts {
  readonly fleet: Fleet;
  readonly seed: string;
  readonly host: InstanceHost;
  readonly compile: Compile;
  /** Those that the fleet has. */
  readonly servers: ServerKinds;
  /** Processes that are commands and not services, with their arguments: they come when the fleet is ready. */
  readonly programs?: Readonly<Record<string, ProgramSpec>>;
}

/** A fleet come to life: every node of it, and what joins them. */
export class World {
  readonly fleet: Fleet;
  readonly simulation: Simulation;
  readonly names = new Names();
  readonly links: FleetLinks;
  readonly network: Network;
  readonly seats: InstanceSeat[] = [];
  readonly replicas: Replica[] = [];
  readonly servers = new Map<string, Server>();
  readonly models = new Map<string, ModelService>();
  readonly flows = new Map<string, Flow>();
  readonly topics = new Map<string, Server>();
  readonly lookaheadUs: Micros;
  readonly #replicaOf = new Map<NodeId, Replica>();
  readonly #host: InstanceHost;
  readonly #programs: Readonly<Record<string, ProgramSpec>>;
  readonly #compile: Compile;

  constructor(parts: WorldParts) {
    const { fleet, seed, host } = parts;
    this.fleet = fleet;
    this.#host = host;
    this.#compile = parts.compile;
    this.#programs = parts.programs ?? {};
    this.simulation = new Simulation(seed);
    this.links = new FleetLinks(fleet);
    this.lookaheadUs = this.links.lookaheadUs();
    const soonestUs = this.lookaheadUs === Infinity ? 0 : this.lookaheadUs;
    this.network = new Network(this.simulation, this.names, this.links, soonestUs);
    this.#addServers(parts.servers);
    const isModel = (name: string): boolean =>
      fleet.services.some((service) => service.name === name && service.model !== null);
    for (const process of fleet.processes) if (!process.services.every(isModel)) this.#addProcess(process);
    this.#addModels();
    for (const flow of fleet.traffic) this.#addFlow(flow.name);
  }

  /** Every process starts; clients come when all of them have been ready once, or after ten seconds. */
  start(): void {
    for (const replica of this.replicas) if (!this.#isProgram(replica)) replica.start({ atOnce: true });
  }

  get isReady(): boolean {
    return this.replicas.every((replica) => replica.state === 'ready' || this.#isProgram(replica));
  }

  welcomePrograms(): void {
    for (const replica of this.replicas) if (this.#isProgram(replica)) replica.start({ atOnce: true });
  }

  replicaAt(node: NodeId): Replica | undefined {
    return this.#replicaOf.get(node);
  }

  /** Of everything that happened, and of the chance that was drawn: equal runs have equal digests. */
  digest(): string {
    const { facts } = this.simulation;
    return facts.digest((node, hash) => {
      this.simulation.randomOf(node).addTo(hash);
      const server = this.servers.get(this.simulation.nameOf(node));
      if (server) hash.value(server.dump());
    });
  }

  dumpStores(): Record<string, unknown> {
    return Object.fromEntries([...this.servers].map(([name, server]) => [name, server.dump()]));
  }

  #addServers(kinds: ServerKinds): void {
    const { simulation, network, names, fleet } = this;
    for (const server of [...fleet.stores, ...fleet.brokers]) {
      const ownLink = this.links.hasOwnLink(server.name);
      const make = serverMaker(server, { kinds, epochMs, latencyIsTheServers: ownLink });
      simulation.add(server.name, (node) => {
        const made = new Server(simulation, network, names, server.name, node, make);
        this.servers.set(server.name, made);
        names.declare(server.name, [node]);
        names.setReady(server.name, node, true);
        return made;
      });
    }
    for (const broker of fleet.brokers) {
      for (const topic of broker.topics) this.topics.set(topic.name, this.servers.get(broker.name)!);
    }
  }

  #addProcess(process: Process): void {
    const { simulation, names } = this;
    const nodes: NodeId[] = [];
    for (let number = 1; number <= process.replicas; number++) {
      const name = `${process.name}#${number}`;
      const node = simulation.add(name, (id) => {
        const seat = new InstanceSeat(id, name, this.#host);
        const startup = samplerOf(process.startup, simulation.randomOf(id).of('startup'));
        const replica = new Replica(
          { ...this.#replicaWorld(), simulation },
          seat,
          this.#specOf(process, name, id),
          startup,
        );
        this.seats.push(seat);
        this.replicas.push(replica);
        this.#replicaOf.set(id, replica);
        return replica;
      });
      nodes.push(node);
    }
    for (const service of process.services) names.declare(service, nodes);
    for (const node of nodes) this.#addSidecars(this.#replicaOf.get(node)!);
  }

  /** Only where some link of the service has a policy: a sidecar costs two short hops. */
  #addSidecars(replica: Replica): void {
    const { simulation, network } = this;
    for (const service of replica.services) {
      if (!this.links.hasPolicies(service)) continue;
      const name = `${replica.name} sidecar of ${service}`;
      const parts = {
        simulation,
        network,
        hopUs: leastUs,
        policyFor: (host: string) => this.links.policyFor(service, host),
      };
      simulation.add(name, (node) => {
        const sidecar = new Sidecar(name, node, service, parts);
        replica.addSidecar(sidecar);
        return sidecar;
      });
    }
  }

  #addModels(): void {
    const { simulation, network, names } = this;
    for (const service of this.fleet.services) {
      const spec = service.model;
      if (!spec) continue;
      const node = simulation.add(service.name, (id) => {
        const model = new ModelService(
          simulation,
          network,
          id,
          { name: service.name, ...spec },
          (name) => this.models.get(name) ?? null,
        );
        this.models.set(service.name, model);
        return model;
      });
      names.declare(service.name, [node]);
      names.setReady(service.name, node, true);
    }
  }

  #replicaWorld(): { network: Network; names: Names; soonestUs: Micros } {
    return { network: this.network, names: this.names, soonestUs: this.lookaheadUs };
  }

  #addFlow(name: string): void {
    const { simulation, network } = this;
    const nodeName = `client ${name}`;
    const plan = flowPlanOf(this.fleet.traffic.find((flow) => flow.name === name)!);
    simulation.add(nodeName, (node) => {
      const flow = new Flow(simulation, network, node, nodeName, plan, (model) => this.models.get(model) ?? null);
      this.flows.set(name, flow);
      return flow;
    });
  }

  #isProgram(replica: Replica): boolean {
    return Object.hasOwn(this.#programs, replica.process);
  }

  #specOf(process: Process, replica: string, node: NodeId): ProcessSpec {
    return {
      replica,
      process: process.name,
      node,
      seed: this.simulation.seed,
      epochMs,
      ...(Object.hasOwn(this.#programs, process.name) && { program: this.#programs[process.name]! }),
      services: process.services.map((name) => {
        const service = this.fleet.services.find((candidate) => candidate.name === name)!;
        const { modules, shelf, broken } = this.#compile(service);
        return { name, env: service.env, modules, shelf, broken, entry: service.entry, cost: service.cost };
      }),
      body: {
        cores: process.cores,
        concurrency: process.concurrency,
        queue: process.queue,
        memoryBytes: process.memoryBytes,
        baseBytes,
        bytesPerRequest,
      },
    };
  }
}
