import type { Simulation } from '../kernel/simulation.ts';
import type { Network } from '../network/network.ts';
import type { Replica } from '../platform/replica.ts';
import type { Server } from '../platform/server.ts';
import type { FaultChoice, FaultSize } from '../wire/view/fault-kind.ts';

/** A flow of clients, as far as faults care. */
export interface Load {
  /** Clients come by this from now on; returns how to go back to what the fleet file says. */
  arriveBy(arrivals: unknown): () => void;
  /** So many times as many as now. */
  arriveTimes(times: number): () => void;
  /** One more client, now. */
  arriveOnce(): void;
}

export type Target =
  | ProcessTarget
  | { readonly kind: 'link'; readonly name: string; readonly caller: string; readonly callee: string }
  | { readonly kind: 'server'; readonly name: string; readonly server: Server }
  | { readonly kind: 'topic'; readonly name: string; readonly server: Server }
  | { readonly kind: 'flow'; readonly name: string; readonly load: Load };

/** A process with all its replicas, those that come later too; or one of them alone. */
export interface ProcessTarget {
  readonly kind: 'process';
  readonly name: string;
  readonly process: string;
  /** The name of the only one that is meant; null where the whole process is. */
  readonly replica: string | null;
  /** At this moment. */
  readonly replicas: readonly Replica[];
  control(verb: string, id: number, sizes: Sizes | null): void;
}

export type TargetKind = Target['kind'];
export type ServerKind = 'store' | 'broker';

export interface FaultWorld {
  readonly simulation: Simulation;
  readonly network: Network;
  /** A number for a rule or a fault, unique in the run. */
  nextId(): number;
}

export type Sizes = Readonly<Record<string, unknown>>;

/**
 * One kind of fault, whole: what it is called, what it fits on, what it does and how to undo it.
 * Buttons, keys, the palette, scripts and tests all read this; a new kind is one new file and a line in the catalogue.
 */
export interface Fault {
  readonly verb: string;
  readonly label: string;
  /** The key that does it while its target is selected. */
  readonly key: string;
  readonly fitsOn: readonly TargetKind[];
  /** Of the servers, those that know it. */
  readonly servers: readonly ServerKind[];
  readonly sizes: readonly FaultSize[];
  readonly choices: readonly FaultChoice[];
  /** On a topic it is done to that topic alone, and not to its whole broker. */
  readonly onOneTopic: boolean;
  /** It lasts until it is undone; else it happens once. */
  readonly lasts: boolean;
  /** It can be asked for by a button and a few sizes; else it has a place of its own on the screen. */
  readonly isForForms: boolean;
  /** The sizes it takes when none are given. */
  readonly usual: Sizes;
  /** "payments was killed", for causes and the timeline. */
  describe(target: Target, sizes: Sizes): string;
  /** Does it now, and returns how to undo it. */
  apply(world: FaultWorld, target: Target, sizes: Sizes, why: string): () => void;
}

type Described = 'servers' | 'onOneTopic' | 'sizes' | 'choices' | 'lasts' | 'isForForms';

export function defineFault(fault: Omit<Fault, 'usual' | Described> & Partial<Pick<Fault, Described>>): Fault {
  const { sizes = [], choices = [], servers = ['store', 'broker'], lasts = true, onOneTopic = true } = fault;
  const { isForForms = true } = fault;
  const firstOfOne = sizes.find(({ oneOf }) => oneOf);
  const given = [...sizes.filter((each) => !each.oneOf || each === firstOfOne), ...choices];
  const usual = Object.fromEntries(given.map((each) => [each.name, each.usual]));
  return { ...fault, sizes, choices, servers, lasts, onOneTopic, isForForms, usual };
}

export function size(sizes: Sizes, name: string, otherwise: number): number {
  const value = sizes[name];
  return typeof value === 'number' ? value : otherwise;
}
