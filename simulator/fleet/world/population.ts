import { samplerOf } from '../../kernel/distributions.ts';
import { Crew } from '../../platform/crew.ts';
import { GoneNode } from '../../platform/gone-node.ts';
import { InstanceSeat } from '../../platform/instance-seat.ts';
import { Replica } from '../../platform/replica.ts';
import type { FleetLinks } from './fleet-links.ts';
import type { ProcessTemplate } from './process-template.ts';
import type { InstanceHost } from '../../platform/instance-port.ts';
import type { SocketWorld } from '../../platform/process-sockets.ts';
import type { Sidecar } from '../../platform/sidecar/sidecar.ts';
import type { BodySpec } from '../../wire/instance-events.ts';
import type { NodeId } from '../../wire/packet.ts';

/** What is known of a replica for ever, so that what it told keeps its name when it is gone. */
export interface Resident {
  readonly node: NodeId;
  readonly name: string;
  readonly process: string;
  readonly services: readonly string[];
  readonly version: string;
  readonly body: BodySpec;
  readonly sidecars: NodeId[];
}

/** What stands beside processes whose links have policies; asked for where one has. */
export type SidecarKind = () => typeof Sidecar;

export interface PopulationParts extends SocketWorld {
  readonly links: FleetLinks;
  readonly host: InstanceHost;
  readonly sidecars: SidecarKind;
}

/** Everybody who runs code: they come and go while the run goes on. A node's number comes from the order of the run alone. */
export class Population {
  /** Those that are here; at the same place in both lists is the same one. */
  readonly replicas: Replica[] = [];
  readonly seats: InstanceSeat[] = [];
  readonly crews = new Map<string, Crew>();
  readonly residents = new Map<NodeId, Resident>();
  readonly #parts: PopulationParts;
  readonly #templates = new Map<Replica, ProcessTemplate>();
  /** How many there ever were of each process: a number is given once. */
  readonly #numbers = new Map<string, number>();
  readonly #changed: (process: string, replica: Replica) => void;

  /** Hears of every change of every replica's state, also of the last. */
  constructor(parts: PopulationParts, changed: (process: string, replica: Replica) => void) {
    this.#parts = parts;
    this.#changed = changed;
  }

  crewOf(process: string): Crew {
    let crew = this.crews.get(process);
    if (!crew) this.crews.set(process, (crew = new Crew(process)));
    return crew;
  }

  templateOf(replica: Replica): ProcessTemplate {
    return this.#templates.get(replica)!;
  }

  /** Whether nobody else serves it, and somebody is on the way to. */
  isLastOf(service: string, replica: Replica): boolean {
    const others = this.replicas.filter((each) => each.process !== replica.process && each.services.includes(service));
    return others.length > 0 && !others.some((each) => each.state === 'ready');
  }

  /** So many more replicas, stopped as yet. Sidecars come behind them. */
  add(template: ProcessTemplate, count: number): Replica[] {
    const added: Replica[] = [];
    for (let left = count; left > 0; left--) added.push(this.#addOne(template));
    for (const replica of added) this.giveSidecars(replica);
    return added;
  }

  /** Only where some link of the service has a policy: a sidecar costs two short hops. One that is there stays. */
  giveSidecars(replica: Replica): void {
    const { simulation, network, links, lookahead, sidecars } = this.#parts;
    const has = new Set(replica.sidecars.map((sidecar) => sidecar.service));
    for (const service of replica.services) {
      if (has.has(service) || !links.hasPolicies(service)) continue;
      const name = `${replica.name} sidecar of ${service}`;
      const policyFor = (host: string) => links.policyFor(service, host);
      const id = simulation.add(name, (node) => {
        const Kind = sidecars();
        const sidecar = new Kind(name, node, service, { simulation, network, lookahead, policyFor });
        replica.addSidecar(sidecar);
        return sidecar;
      });
      this.residents.get(replica.node)!.sidecars.push(id);
    }
  }

  /** Links have other policies than before. */
  policiesChanged(): void {
    for (const replica of this.replicas) {
      for (const sidecar of replica.sidecars) sidecar.policiesChanged();
      this.giveSidecars(replica);
    }
  }

  #addOne(template: ProcessTemplate): Replica {
    const { simulation, names, host } = this.#parts;
    const { process, services, version, body } = template;
    const number = (this.#numbers.get(process.name) ?? 0) + 1;
    this.#numbers.set(process.name, number);
    const name = `${process.name}#${number}`;
    let made: Replica | null = null;
    const node = simulation.add(name, (id) => {
      const seat = new InstanceSeat(id, name, host);
      const startup = samplerOf(process.startup, simulation.randomOf(id).of('startup'));
      made = new Replica(this.#replicaWorld(), seat, template.specOf(name, id), startup);
      this.seats.push(seat);
      this.replicas.push(made);
      return made;
    });
    const replica = made!;
    this.#templates.set(replica, template);
    this.residents.set(node, { node, name, process: process.name, services, version, body, sidecars: [] });
    for (const service of services) names.join(service, node);
    this.crewOf(process.name).join(replica);
    return replica;
  }

  #replicaWorld() {
    const { simulation, network, names, lookahead } = this.#parts;
    return {
      ...{ simulation, network, names, lookahead },
      changed: (replica: Replica) => this.#changed(replica.process, replica),
      gone: (replica: Replica) => this.#remove(replica),
      struck: (replica: Replica, fault: number) => this.crewOf(replica.process).spend(fault),
    };
  }

  /** Nothing of it stays but its name and what it told. */
  #remove(replica: Replica): void {
    const { simulation, network, names } = this.#parts;
    const place = this.replicas.indexOf(replica);
    this.seats[place]!.dispose();
    this.seats.splice(place, 1);
    this.replicas.splice(place, 1);
    for (const service of replica.services) names.leave(service, replica.node);
    for (const node of [replica.node, ...replica.sidecars.map((sidecar) => sidecar.node)])
      simulation.replace(node, new GoneNode(simulation.nameOf(node), node, network));
    this.crewOf(replica.process).leave(replica);
    this.#templates.delete(replica);
    this.#changed(replica.process, replica);
  }
}
