/**
 * Runs in the thread where Node looks for modules: a name of the shelf becomes a module that takes its exports from what
 * the main thread holds. The names of its exports were sent along, because a module's are fixed before it runs.
 */
let exportsOf: Readonly<Record<string, readonly string[]>> = {};

interface Resolved {
  readonly url: string;
  readonly format?: string;
  readonly shortCircuit?: boolean;
}

interface Loaded {
  readonly format: string;
  readonly source?: unknown;
  readonly shortCircuit?: boolean;
}

const scheme = 'flotilla:';

export function initialize(data: Readonly<Record<string, readonly string[]>>): void {
  exportsOf = data;
}

export async function resolve(
  specifier: string,
  context: unknown,
  next: (specifier: string, context: unknown) => Promise<Resolved>,
): Promise<Resolved> {
  if (!Object.hasOwn(exportsOf, specifier)) return next(specifier, context);
  return { url: scheme + specifier, format: 'module', shortCircuit: true };
}

export async function load(
  url: string,
  context: unknown,
  next: (url: string, context: unknown) => Promise<Loaded>,
): Promise<Loaded> {
  if (!url.startsWith(scheme)) return next(url, context);
  const name = url.slice(scheme.length);
  const named = exportsOf[name]!.filter(
    (each) => each !== 'default' && /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(each),
  );
  const source = [
    `const library = globalThis[Symbol.for('flotilla.shelf')].load(${JSON.stringify(name)});`,
    `export default Object.hasOwn(library, 'default') ? library.default : library;`,
    ...named.map((each) => `const _${each} = library.${each}; export { _${each} as ${each} };`),
  ];
  return { format: 'module', source: source.join('\n'), shortCircuit: true };
}
