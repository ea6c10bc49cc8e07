import type { Place } from '../document/place.ts';
import type { Broker, Link, Store } from '../fleet.ts';
import type { Problems } from '../fleet-error.ts';
import { upperSnake } from '../grammar/names.ts';
import { specificity } from '../world/link-policy.ts';
import type { Drafts } from './drafts.ts';
import type { ServiceDraft } from './service-section.ts';

/** The variable that tells a service where its store or broker is. */
export const conventions: Readonly<
  Record<Store['engine'] | Broker['engine'], (host: string) => readonly [string, string]>
> = {
  sql: (host) => ['DATABASE_URL', `postgres://shop:shop@${host}:5432/${host}`],
  documents: (host) => ['MONGODB_URL', `mongodb://${host}:27017/${host}`],
  cache: (host) => ['REDIS_URL', `redis://${host}:6379`],
  log: (host) => ['KAFKA_BROKERS', `${host}:9092`],
  queue: (host) => ['AMQP_URL', `amqp://${host}:5672`],
};

// LINK_<B>_MODE of every pair of a large fleet would fill the memory before anything runs.
const modesMax = 100_000;

/** The variables of every service with code: PORT, what `uses` stands for, the modes of its links, and what `env` says, which wins. */
export class Environments {
  private readonly engines = new Map<string, Store['engine'] | Broker['engine']>();
  private readonly modes: readonly Link[];
  private readonly services: readonly string[];
  private readonly problems: Problems;
  private readonly modesAt: Place | undefined;
  private modesGiven = 0;

  constructor(drafts: Drafts, problems: Problems) {
    for (const store of drafts.stores) this.engines.set(store.name, store.engine);
    for (const { broker } of drafts.brokers) this.engines.set(broker.name, broker.engine);
    const switches = drafts.links.filter((draft) => draft.link.mode !== null);
    this.modesAt = switches[0]?.at;
    this.modes = switches.map((draft) => draft.link).sort((left, right) => specificity(left) - specificity(right));
    this.services = drafts.services.map((service) => service.name);
    this.problems = problems;
  }

  of(service: ServiceDraft): Record<string, string> {
    const entries: (readonly [string, string])[] = [['PORT', '3000']];
    entries.push(...this.usesOf(service));
    if (service.model === null) entries.push(...this.modesOf(service.name));
    return Object.fromEntries([...entries, ...Object.entries(service.env)]);
  }

  /** The first store of its kind gets the plain name, each further one its role before it: `REPORTS_DATABASE_URL`. */
  private usesOf(service: ServiceDraft): (readonly [string, string])[] {
    const taken = new Set<string>();
    return service.uses.flatMap(({ role, name }) => {
      const engine = this.engines.get(name.text);
      if (engine === undefined) return [];
      const [variable, value] = conventions[engine](name.text);
      const plain = !taken.has(variable);
      taken.add(variable);
      return [[plain ? variable : `${upperSnake(role)}_${variable}`, value] as const];
    });
  }

  private modesOf(caller: string): (readonly [string, string])[] {
    const modes = new Map<string, string>();
    for (const link of this.modes) {
      if (link.from !== '*' && link.from !== caller) continue;
      const callees = link.to === '*' ? this.services : [link.to];
      if (this.modesGiven + modes.size + callees.length > modesMax) {
        const found = 'modes for more than 100000 pairs of services';
        this.problems.add(this.modesAt!, 'links', found, 'a mode only on links that name both ends');
        return [];
      }
      for (const callee of callees) if (callee !== caller) modes.set(callee, link.mode!);
    }
    this.modesGiven += modes.size;
    return [...modes].map(([callee, mode]) => [`LINK_${upperSnake(callee)}_MODE`, mode] as const);
  }
}
