import { Simulation } from '../../kernel/simulation.ts';
import { Lookahead } from '../../network/lookahead.ts';
import { Names } from '../../network/names.ts';
import { Network } from '../../network/network.ts';
import { ModelService } from '../../platform/model/model-service.ts';
import { Server } from '../../platform/server.ts';
import { Flow } from '../../workload/flow.ts';
import { FleetLinks } from './fleet-links.ts';
import { flowPlanOf } from './flow-plan.ts';
import { Housing } from './housing.ts';
import { Orchestrator } from './orchestrator.ts';
import { Population } from './population.ts';
import { epochMs } from './epoch.ts';
import { serverMaker } from './server-makers.ts';
import { runsCode } from './process-template.ts';
import { ServerSettings } from './server-settings.ts';
import type { Compile } from '../ready/compiled-service.ts';
import type { Broker, Fleet, Process, Store } from '../fleet.ts';
import type { Resident, SidecarKind } from './population.ts';
import type { ChangeOf } from '../changes/change.ts';
import type { Wanted } from '../changes/wanted.ts';
import type { Crew } from '../../platform/crew.ts';
import type { InstanceSeat } from '../../platform/instance-seat.ts';
import type { Replica } from '../../platform/replica.ts';
import type { RolloutFigures } from '../../wire/view/frame.ts';
import type { ServerKinds } from './server-makers.ts';
import type { InstanceHost } from '../../platform/instance-port.ts';
import type { ProgramSpec } from '../../wire/instance-events.ts';
import type { Micros, NodeId } from '../../wire/packet.ts';

export interface WorldParts {
  readonly fleet: Fleet;
  readonly seed: string;
  readonly host: InstanceHost;
  readonly compile: Compile;
  readonly changeOf: ChangeOf;
  readonly sidecars: SidecarKind;
  /** Those that the fleet has. */
  readonly servers: ServerKinds;
  /** Processes that are commands and not services, with their arguments: they come when the fleet is ready. */
  readonly programs?: Readonly<Record<string, ProgramSpec>>;
}

/** A fleet come to life: every node of it, and what joins them. What it is made of may change while it runs. */
export class World {
  readonly simulation: Simulation;
  readonly names = new Names();
  readonly links: FleetLinks;
  readonly network: Network;
  readonly lookahead: Lookahead;
  readonly compile: Compile;
  readonly changeOf: ChangeOf;
  readonly servers = new Map<string, Server>();
  readonly models = new Map<string, ModelService>();
  readonly flows = new Map<string, Flow>();
  readonly topics = new Map<string, Server>();
  /** What it was made of, and since when: the last is what it is made of now. */
  readonly history: { readonly sinceUs: Micros; readonly fleet: Fleet }[];
  readonly #population: Population;
  readonly #orchestrator: Orchestrator;
  readonly #settings = new Map<string, ServerSettings>();
  readonly #kinds: ServerKinds;
  readonly #housing: Housing;
  #wanted: Wanted;
  readonly #programs: Readonly<Record<string, ProgramSpec>>;

  constructor(parts: WorldParts) {
    const { fleet, seed, host, compile, programs = {} } = parts;
    this.history = [{ sinceUs: 0, fleet }];
    this.compile = compile;
    this.changeOf = parts.changeOf;
    this.#programs = programs;
    this.simulation = new Simulation(seed);
    this.links = new FleetLinks(fleet);
    this.lookahead = new Lookahead(this.links.lookaheadUs());
    const { simulation, names, links, lookahead } = this;
    this.network = new Network(simulation, names, links, lookahead);
    const { network } = this;
    const around = { simulation, network, names, links, lookahead };
    this.#population = new Population({ ...around, host, sidecars: parts.sidecars }, (process, replica) => {
      this.#orchestrator.changed(process, replica);
      this.#housing.look();
    });
    this.#orchestrator = new Orchestrator(simulation, this.#population, { seed, compile, programs });
    this.#kinds = parts.servers;
    this.#wanted = { fleet, canaries: [] };
    for (const server of [...fleet.stores, ...fleet.brokers]) this.#addServer(server);
    this.#housing = new Housing(fleet, {
      simulation,
      servers: this.servers,
      hasReplicas: (process) => this.#population.crewOf(process).replicas.length > 0,
      arrived: (why) => this.become(this.#wanted, why),
    });
    for (const process of fleet.processes) if (runsCode(fleet, process)) this.#addProcess(process);
    this.#addModels();
    for (const flow of fleet.traffic) this.#addFlow(flow.name);
  }

  /** What is deployed now, or on its way to be. */
  get fleet(): Fleet {
    return this.history.at(-1)!.fleet;
  }

  /** Another fleet from now on: links and servers at once, processes one replica after another. */
  become(wanted: Wanted, why: string): void {
    const before = this.fleet;
    const { fleet } = wanted;
    this.#wanted = wanted;
    this.history.push({ sinceUs: this.simulation.nowUs, fleet });
    if (fleet.links !== before.links || fleet.stores !== before.stores || fleet.brokers !== before.brokers) {
      this.links.become(fleet);
      for (const store of fleet.stores) if (!this.servers.has(store.name)) this.#addEmptyStore(store);
      this.lookahead.us = this.links.lookaheadUs();
      this.network.linksChanged();
      this.#population.policiesChanged();
      for (const server of [...fleet.stores, ...fleet.brokers])
        this.#settings.get(server.name)!.become(server, this.links.hasOwnLink(server.name));
    }
    this.#orchestrator.want(wanted, this.#housing.want(fleet), why);
    this.#housing.look();
  }

  get replicas(): readonly Replica[] {
    return this.#population.replicas;
  }

  /** Each at the place of its replica. */
  get seats(): readonly InstanceSeat[] {
    return this.#population.seats;
  }

  get crews(): ReadonlyMap<string, Crew> {
    return this.#population.crews;
  }

  /** Every replica that there is or ever was, by its node. */
  get residents(): ReadonlyMap<NodeId, Resident> {
    return this.#population.residents;
  }

  rolloutOf(process: string): RolloutFigures | null {
    return this.#orchestrator.rolloutOf(process);
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

  #addServer(server: Store | Broker): void {
    const { simulation, network, names } = this;
    const settings = new ServerSettings(server, this.links.hasOwnLink(server.name));
    this.#settings.set(server.name, settings);
    const make = serverMaker(server, { kinds: this.#kinds, epochMs, settings });
    simulation.add(server.name, (node) => {
      const made = new Server(simulation, network, names, server.name, node, make);
      this.servers.set(server.name, made);
      names.declare(server.name, [node]);
      names.setReady(server.name, node, true);
      return made;
    });
    const topics = 'topics' in server ? server.topics : [];
    for (const topic of topics) this.topics.set(topic.name, this.servers.get(server.name)!);
  }

  /** One that comes while the run goes on gets its rows from another. */
  #addEmptyStore(store: Store): void {
    this.#addServer(store);
    this.servers.get(store.name)!.replaceRows([], true);
  }

  #addProcess(process: Process): void {
    for (const service of process.services) this.names.declare(service, []);
    this.#orchestrator.begin({ fleet: this.fleet, canaries: [] }, process);
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
}
