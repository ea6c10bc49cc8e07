import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { compileFunction } from 'node:vm';
import texts from 'virtual:native-shelf';
import type { Bridge } from '../../wire/bridge.ts';

/** These do input and output, so the simulated ones stand in for whatever is installed. */
const simulatedNames = ['pg', 'kafkajs', 'express'] as const;

/** Node has its own, or lends it. */
const nodesOwn = ['events', 'test'];

/** The shelf's libraries as Node's own code: not lowered, on the engine's promises. Each is evaluated once. */
export class NativeShelf {
  readonly #bridge: Bridge;
  readonly #loaded = new Map<string, object>();
  readonly #require = createRequire(import.meta.url);

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  /** What stands for an import of this process: the simulated ones, and whatever else is on the shelf but not installed. */
  get names(): string[] {
    const fromHere = createRequire(pathToFileURL(`${process.cwd()}/`));
    const isInstalled = (name: string): boolean => {
      try {
        return fromHere.resolve(name) !== '';
      } catch {
        return false;
      }
    };
    const isSimulated = (name: string): boolean => (simulatedNames as readonly string[]).includes(name);
    return Object.keys(texts).filter((name) => !nodesOwn.includes(name) && (isSimulated(name) || !isInstalled(name)));
  }

  load(name: string): object {
    const known = this.#loaded.get(name);
    if (known) return known;
    const text = texts[name];
    if (text === undefined) throw new Error(`the shelf has no ${name}`);
    const module = { exports: {} as object };
    const run = compileFunction(text, ['require', 'module', 'exports'], { filename: `flotilla:shelf/${name}.js` });
    Reflect.apply(run, module.exports, [(wanted: string) => this.#wanted(wanted), module, module.exports]);
    this.#loaded.set(name, module.exports);
    return module.exports;
  }

  #wanted(name: string): unknown {
    if (name === 'flotilla:bridge') return { bridge: this.#bridge };
    const bare = name.replace(/^node:/, '');
    return nodesOwn.includes(bare) ? (this.#require(`node:${bare}`) as unknown) : this.load(bare);
  }
}
