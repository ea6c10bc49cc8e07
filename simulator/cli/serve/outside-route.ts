import type { Fleet } from '../../fleet/fleet.ts';

export interface OutsideRoute {
  readonly service: string;
  readonly path: string;
}

/** Which service a request from outside is for: by `Host: orders.localhost`, by `/orders/...`, or the one that was chosen. */
export class OutsideRoutes {
  readonly names: readonly string[];
  readonly usual: string;
  readonly #usualIsChosen: boolean;

  /** With a chosen service, paths are all its own. */
  constructor(fleet: Fleet, chosen: string | undefined) {
    this.names = fleet.services.map((service) => service.name);
    this.#usualIsChosen = chosen !== undefined;
    this.usual = chosen ?? fleet.traffic[0]?.steps[0]?.to ?? this.names[0]!;
  }

  routeOf(host: string | undefined, path: string): OutsideRoute {
    const [, subdomain] = /^([^.:]+)\.localhost(?::\d+)?$/.exec(host ?? '') ?? [];
    if (subdomain !== undefined && this.names.includes(subdomain)) return { service: subdomain, path };
    if (this.#usualIsChosen) return { service: this.usual, path };
    const [, first = '', rest = ''] = /^\/([^/?]*)(.*)$/s.exec(path) ?? [];
    if (!this.names.includes(first)) return { service: this.usual, path };
    return { service: first, path: rest.startsWith('/') ? rest : `/${rest}` };
  }
}
