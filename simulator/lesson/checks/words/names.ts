import { targetNamed } from '../../../fleet/actions/action-target.ts';
import { isVerb, verbs } from '../../../fleet/action-shapes.ts';
import { didYouMean } from '../../../fleet/document/suggestion.ts';
import { listed } from '../../../fleet/document/read-fields.ts';
import { quoted } from '../../../fleet/document/yaml-value.ts';
import { kindNamed, linkEnds, namesOf } from '../../../fleet/sections/fleet-names.ts';
import type { FleetNames } from '../../../fleet/sections/fleet-names.ts';
import { upperSnake } from '../../../fleet/grammar/names.ts';
import type { LinkKey } from '../../../fleet/grammar/link-key.ts';
import type { Fleet } from '../../../fleet/fleet.ts';
import type { LinkMode } from './vocabulary.ts';

/** Something that a check or a text names and the fleet does not have. */
export class WrongName extends Error {
  readonly written: string;
  readonly found: string;
  readonly expected: string;

  constructor(written: string, found: string, expected: string) {
    super(`found ${found}, expected ${expected}`);
    this.name = 'WrongName';
    this.written = written;
    this.found = found;
    this.expected = expected;
  }
}

export type NamedKind = 'flow' | 'service' | 'process' | 'topic' | 'store' | 'broker' | 'caller' | 'callee';

/** What a fleet's parts are called; says in words what it does not know. */
export class Names {
  readonly #names: FleetNames;
  readonly #fleet: Fleet;
  readonly #known: Readonly<Record<NamedKind, ReadonlySet<string> | ReadonlyMap<string, unknown>>>;

  constructor(fleet: Fleet) {
    const names = namesOf(fleet);
    const { callers, callees } = linkEnds(names);
    this.#fleet = fleet;
    this.#names = names;
    this.#known = {
      flow: names.flows,
      service: names.services,
      // `move` may bring one to life that is named like a service.
      process: new Set([...names.processes, ...names.services]),
      topic: names.topics,
      store: names.stores,
      broker: names.brokers,
      caller: new Set([...callers].filter((name) => name !== '*')),
      callee: new Set([...callees].filter((name) => name !== '*')),
    };
  }

  /** A process, service, store, broker or topic: whatever the chart shows as a thing. */
  hasNode(name: string): boolean {
    return nodeKinds.some((kind) => this.#known[kind].has(name));
  }

  nodes(): string[] {
    return nodeKinds.flatMap((kind) => [...this.#known[kind].keys()]);
  }

  has(kind: NamedKind, name: string): boolean {
    return this.#known[kind].has(name);
  }

  must(kind: NamedKind, name: string): void {
    if (this.has(kind, name)) return;
    throw this.mistake(name, this.expected(kind, name));
  }

  /** As the caller's code is told it when the fleet starts. */
  modeOf({ from, to }: LinkKey): LinkMode {
    const caller = this.#fleet.services.find(({ name }) => name === from);
    return caller?.env[`LINK_${upperSnake(to)}_MODE`] === 'async' ? 'async' : 'sync';
  }

  expected(kind: NamedKind, name: string): string {
    return `${kindsInWords[kind]} of this fleet${didYouMean(name, this.#known[kind].keys())}`;
  }

  mustBeTarget(verb: string, target: string): void {
    if (!isVerb(verb)) throw this.mistake(verb, `one of ${listed(verbs, 'or')}${didYouMean(verb, verbs)}`);
    const found = targetNamed(this.#names, verb, target);
    if (!found.ok) throw this.mistake(target, found.expected);
  }

  mistake(written: string, expected: string): WrongName {
    return new WrongName(written, this.found(written), expected);
  }

  found(name: string): string {
    return `${quoted(name)}${kindNamed(this.#names, name)}`;
  }
}

/**
 * Of checks whose names were held against their lesson's fleet before: whoever changes that fleet may take something away,
 * and then there is nothing of it to be measured.
 */
export class NamesKnownBefore extends Names {
  override must(): void {}

  override mustBeTarget(): void {}
}

const nodeKinds = ['process', 'service', 'store', 'broker', 'topic'] as const;

const kindsInWords: Readonly<Record<NamedKind, string>> = {
  flow: 'a flow',
  service: 'a service',
  process: 'a process',
  topic: 'a topic',
  store: 'a store',
  broker: 'a broker',
  caller: 'a service or a flow before ->',
  callee: 'a service, a store or a broker behind ->',
};
