import { exactPow } from '../../kernel/exact-math/pow.ts';
import { createFlotilla } from '../compile/link/flotilla.ts';
import { evaluateCommonJs } from '../compile/link/module-code.ts';
import { createNodeModules } from '../node-modules/node-modules.ts';
import { shelfShares } from '../shelf-names.ts';
import { parametersOf } from './parameters.ts';
import type { Realm } from './realm.ts';
import type { Shelf } from '../compile/link/link-modules.ts';
import type { ServiceGlobals } from '../globals/create-globals.ts';
import type { ProcessWorld } from '../globals/process-world.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Bridge } from '../../wire/bridge.ts';

export interface ShelfParts {
  readonly realm: Realm;
  readonly world: ProcessWorld;
  readonly hidden: readonly string[];
  readonly globals: ServiceGlobals;
  readonly bridge: Bridge;
  readonly jobs: Jobs;
  readonly names: readonly string[];
}

/** The libraries of one service: each evaluated once, with the service's own globals around it. */
export class ServiceShelf implements Shelf {
  readonly names: readonly string[];
  readonly #parts: ShelfParts;
  readonly #nodeModules: Readonly<Record<string, unknown>>;
  readonly #loaded = new Map<string, unknown>();

  constructor(parts: ShelfParts) {
    this.#parts = parts;
    this.#nodeModules = createNodeModules(parts.world, parts.globals);
    this.names = [...new Set([...Object.keys(shelfShares), ...Object.keys(this.#nodeModules)])];
  }

  load(name: string): unknown {
    if (this.#loaded.has(name)) return this.#loaded.get(name);
    const bare = name.replace(/^node:/, '');
    const exports = Object.hasOwn(this.#nodeModules, bare) ? this.#nodeModules[bare] : this.#evaluate(bare);
    this.#loaded.set(name, exports);
    return exports;
  }

  #evaluate(name: string): unknown {
    const { realm, globals, jobs, hidden } = this.#parts;
    const code = realm.shelf(name);
    if (code === undefined) throw new Error(`the shelf has no ${name}`);
    const host = {
      evaluate: (text: string, parameters: readonly string[], source: string) =>
        realm.evaluate(text, [...parameters, ...hidden], `shelf/${source}`),
      flotilla: createFlotilla(jobs, { pow: exactPow }),
      globals: parametersOf(globals),
    };
    return evaluateCommonJs(host, { name, code }, (wanted) =>
      wanted === 'flotilla:bridge' ? { bridge: this.#parts.bridge } : this.load(wanted),
    );
  }
}
