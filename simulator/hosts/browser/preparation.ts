import { changeVerbs } from '../../wire/view/change-verbs.ts';
import { PreparedFiles } from '../../fleet/ready/compiled-file.ts';
import { shelfClosure } from '../../runtime/shelf-names.ts';
import type { CompiledFile, PreparedFile } from '../../fleet/ready/compiled-file.ts';
import type { ReadyFleet } from '../../fleet/ready/ready-fleet.ts';
import type { Action } from '../../wire/actions.ts';

/** What a world must have before code can run in it: plain data, that can be sent to wherever the world is. */
export interface Prepared {
  readonly files: readonly PreparedFile[];
  /** Texts of libraries, by name on the shelf. */
  readonly shelf: Readonly<Record<string, string>>;
  /** What changes a fleet or enforces its links' policies, as the text of a part; null without need, or where it was given before. */
  readonly changes: string | null;
}

type Text = readonly [path: string, source: string];
type Deed = Pick<Action, 'verb' | 'sizes'>;

interface Tools {
  readonly compile: (path: string, source: string) => Promise<CompiledFile>;
  readonly library: (name: string) => Promise<string>;
  readonly changes: () => Promise<string>;
}

/**
 * Compiles code before a world needs it, and fetches what it imports. It is asynchronous whatever it does inside:
 * a compiler may live elsewhere. Each text is prepared once, however often it is deployed.
 */
export class Preparation {
  readonly #tools: Tools;
  readonly #ready = new PreparedFiles();
  /** Paths with their texts. */
  readonly #compiled = new Set<string>();
  readonly #shelf = new Set<string>();
  #hasChanges = false;

  constructor(tools: Tools) {
    this.#tools = tools;
  }

  /** All code of a fleet, and all that its script will deploy. */
  ofFleet({ fleet, files }: ReadyFleet): Promise<Prepared> {
    this.#ready.add(files);
    return this.#of(
      fleet.services.flatMap(({ files }) => Object.entries(files)),
      fleet.script,
      fleet.links.some(({ timeoutUs, retries, breaker }) => timeoutUs !== null || retries !== null || breaker !== null),
    );
  }

  ofAction(action: Deed): Promise<Prepared> {
    return this.#of([], [action]);
  }

  async #of(texts: readonly Text[], deeds: readonly Deed[], hasPolicies = false): Promise<Prepared> {
    const needsChanges = hasPolicies || deeds.some(({ verb }) => changeVerbs.has(verb));
    const changes = needsChanges && !this.#hasChanges ? await this.#tools.changes() : null;
    const found = new Map<string, PreparedFile>();
    for (const [path, source] of [...texts, ...deeds.flatMap(filesOfAction)]) {
      const text = `${path}\n${source}`;
      if (this.#compiled.has(text) || found.has(text)) continue;
      found.set(text, { path, source, compiled: await this.#compiledOf(path, source) });
    }
    const files = [...found.values()];
    const wanted = shelfClosure(files.flatMap(({ compiled }) => (compiled.ok ? compiled.libraries : [])));
    const missing = wanted.filter((name) => !this.#shelf.has(name));
    const shelf = await Promise.all(missing.map(async (name) => [name, await this.#tools.library(name)] as const));
    // Only now: of what fails on the way nothing is handed over, and all of it is needed the next time.
    for (const name of missing) this.#shelf.add(name);
    for (const text of found.keys()) this.#compiled.add(text);
    if (changes !== null) this.#hasChanges = true;
    return { files, shelf: Object.fromEntries(shelf), changes };
  }

  async #compiledOf(path: string, source: string): Promise<CompiledFile> {
    return this.#ready.has(path, source) ? this.#ready.of(path, source) : this.#tools.compile(path, source);
  }
}

function filesOfAction({ verb, sizes }: Deed): Text[] {
  const files = sizes['files'];
  if (verb !== 'deploy' || typeof files !== 'object' || files === null) return [];
  return Object.entries(files).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
}
