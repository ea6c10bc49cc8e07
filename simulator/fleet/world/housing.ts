import { keptTables } from '../code/own-tables.ts';
import type { Simulation } from '../../kernel/simulation.ts';
import type { Server } from '../../platform/server.ts';
import type { Fleet } from '../fleet.ts';
import type { Micros } from '../../wire/packet.ts';

/** What a copy takes: to prepare it, and for each row. */
const prepareUs: Micros = 500_000;
const rowUs: Micros = 500;

interface Parts {
  readonly simulation: Simulation;
  readonly servers: ReadonlyMap<string, Server>;
  readonly hasReplicas: (process: string) => boolean;
  /** Rows are where they should be: the process may come back. */
  readonly arrived: (why: string) => void;
}

interface Removal {
  readonly key: string;
  readonly process: string;
  readonly tables: readonly string[];
  readonly from: string;
  readonly to: string;
}

/**
 * Where services keep their rows, beside where they should. Whoever is to keep them elsewhere stops first, so that nobody writes
 * while they are copied; that takes time by their number, and only then does it start again. Undoing goes the same way back.
 */
export class Housing {
  readonly #parts: Parts;
  readonly #homes: Map<string, string>;
  readonly #underWay = new Map<string, Removal>();
  #wanted: Fleet;
  /** What is wanted elsewhere than it is. */
  #removals: readonly Removal[] = [];

  constructor(fleet: Fleet, parts: Parts) {
    this.#parts = parts;
    this.#wanted = fleet;
    this.#homes = new Map(homesIn(fleet));
  }

  /** Processes that must not run yet. */
  want(fleet: Fleet): ReadonlySet<string> {
    this.#wanted = fleet;
    for (const [key, home] of homesIn(fleet)) if (!this.#homes.has(key)) this.#homes.set(key, home);
    this.#removals = this.#compare();
    return new Set(this.#removals.map(({ process }) => process));
  }

  /** Replicas come and go: the last that left may have been waited for. */
  look(): void {
    const { servers, hasReplicas } = this.#parts;
    for (const removal of this.#removals) {
      const { key, process, tables, from, to } = removal;
      if (hasReplicas(process) || this.#underWay.get(key)?.to === to) continue;
      const rows = (servers.get(from)?.rowsOf(tables) ?? []).reduce((sum, table) => sum + table.rows.length, 0);
      this.#plan(removal, prepareUs + rows * rowUs);
    }
  }

  #plan(removal: Removal, afterUs: Micros): void {
    const { simulation } = this.#parts;
    this.#underWay.set(removal.key, removal);
    simulation.controlAt(simulation.nowUs + afterUs, 0, () => this.#finish(removal));
  }

  #finish(removal: Removal): void {
    const { key, process, tables, from, to } = removal;
    if (this.#underWay.get(key) !== removal) return;
    this.#underWay.delete(key);
    const isStill = this.#removals.some((each) => each.key === key && each.to === to);
    const { servers, hasReplicas } = this.#parts;
    // It was undone, and perhaps done again: whoever writes now was not there when the copy began.
    if (!isStill || hasReplicas(process)) return this.look();
    const [source, target] = [servers.get(from)!, servers.get(to)!];
    // Nobody copies from or to a server that is down.
    if (!source.isUp || !target.isUp) return this.#plan(removal, prepareUs);
    const rows = source.rowsOf(tables);
    try {
      target.replaceRows(rows, false);
      source.replaceRows(
        rows.map((table) => ({ ...table, rows: [] })),
        false,
      );
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return this.#tell(process, 'stalled', `${tables.join(', ')} cannot be copied from ${from} to ${to}: ${why}`);
    }
    this.#homes.set(key, to);
    const count = rows.reduce((sum, table) => sum + table.rows.length, 0);
    const text = `${count} ${count === 1 ? 'row' : 'rows'} of ${tables.join(', ')} went from ${from} to ${to}`;
    this.#tell(process, 'copied', text);
    this.#parts.arrived(text);
  }

  #compare(): Removal[] {
    const fleet = this.#wanted;
    return fleet.services.flatMap((service) => {
      const process = fleet.processes.find(({ services }) => services.includes(service.name));
      return homesOf(fleet, service).flatMap(([key, to]) => {
        const from = this.#homes.get(key);
        const store = fleet.stores.find(({ name }) => name === to);
        if (!process || !store || from === undefined || from === to) return [];
        return [{ key, process: process.name, tables: keptTables(service, store), from, to }];
      });
    });
  }

  #tell(process: string, what: 'copied' | 'stalled', text: string): void {
    const { facts, nowUs } = this.#parts.simulation;
    const version = this.#wanted.processes.find(({ name }) => name === process)?.version ?? '';
    facts.report(nowUs, 0, { kind: 'rollout', process, version, what, text });
  }
}

function homesIn(fleet: Fleet): (readonly [key: string, store: string])[] {
  return fleet.services.flatMap((service) => homesOf(fleet, service));
}

/** Of its SQL stores, by its name and their roles. */
function homesOf({ stores }: Fleet, { name, model, uses }: Fleet['services'][number]): (readonly [string, string])[] {
  if (model !== null) return [];
  return Object.entries(uses)
    .filter(([, store]) => stores.some((each) => each.name === store && each.engine === 'sql'))
    .map(([role, store]) => [`${name} ${role}`, store] as const);
}
