import { createSqliteEngine, type SqliteEngine } from '../sqlite-engine.ts';
import type { SqliteMemory, SqliteModule } from './sqlite-module.ts';

interface WasmInstance {
  readonly exports: Readonly<Record<string, unknown>>;
}

declare const WebAssembly: {
  readonly Memory: new () => SqliteMemory;
  instantiate(bytes: Uint8Array, imports: object): Promise<{ readonly instance: WasmInstance }>;
};

/** What Emscripten's start-up is given: sql.js keeps SQLite's memory to itself, unless somebody else makes the instance. */
interface StartOptions {
  instantiateWasm(imports: object, done: (instance: WasmInstance) => void): void;
  /** Set by sql.js. */
  onAbort?: (reason: unknown) => void;
}

export type InitSqlJs = (options: StartOptions) => Promise<Omit<SqliteModule, 'memory'>>;

/** To be called once for each realm, since sql.js makes one module whatever it is asked. */
export async function loadSqlite(initSqlJs: InitSqlJs, wasm: Uint8Array): Promise<SqliteEngine> {
  let memory: SqliteMemory | undefined;
  const options: StartOptions = {
    instantiateWasm: (imports, done) => {
      WebAssembly.instantiate(wasm, imports).then(
        ({ instance }) => {
          memory = Object.values(instance.exports).find((exported) => exported instanceof WebAssembly.Memory);
          done(instance);
        },
        (error: unknown) => options.onAbort?.(error),
      );
    },
  };
  const module = await initSqlJs(options);
  if (memory === undefined) throw new Error('sql.js was started before, by somebody else');
  return createSqliteEngine(Object.assign(module, { memory }));
}
