import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { rolldown } from 'rolldown';
import type { Plugin } from 'rolldown';
import { lowerLibrary } from '../simulator/runtime/compile/lower-library.ts';
import { shelfShares } from '../simulator/runtime/shelf-names.ts';
import { shelfSources } from './shelf-list.ts';

const root = path.resolve(import.meta.dirname, '..');
const cacheFolder = path.join(root, '.cache', 'shelf');
/** By the module that gives them, how a library's bundle is prepared. */
const kinds: Readonly<Record<string, (name: string, bundled: string) => string>> = {
  'virtual:shelf': lowered,
  'virtual:native-shelf': (_name, bundled) => bundled,
};

/**
 * `virtual:shelf` gives the text of every library on the shelf by name: one CommonJS text each, with async functions lowered,
 * so that it runs on the jobs of the process that imports it. `virtual:native-shelf` gives the same texts as they are.
 */
export function shelfPlugin(): Plugin {
  return {
    name: 'shelf',
    resolveId: { filter: { id: /^virtual:(?:native-)?shelf$/ }, handler: (id) => `\0${id}` },
    load: {
      filter: { id: /^\0virtual:(?:native-)?shelf$/ },
      handler: async (id) => `export default ${JSON.stringify(await shelfTexts(id.slice(1)))};`,
    },
  };
}

export async function shelfTexts(kind = 'virtual:shelf'): Promise<Record<string, string>> {
  const version = sourcesVersion();
  const texts: Record<string, string> = {};
  for (const [name, source] of Object.entries(shelfSources)) texts[name] = await cached(kind, name, source, version);
  return texts;
}

async function cached(kind: string, name: string, source: string, version: string): Promise<string> {
  const file = path.join(cacheFolder, `${kind.slice('virtual:'.length)}-${name.replace('/', '+')}-${version}.js`);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const text = kinds[kind]!(name, await bundle(name, source));
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(file, text);
  return text;
}

function lowered(name: string, bundled: string): string {
  const library = lowerLibrary(bundled);
  if (!library.ok) throw new Error(`${name} cannot be put on the shelf: ${JSON.stringify(library.errors.slice(0, 3))}`);
  return library.code;
}

async function bundle(name: string, entrySource: string): Promise<string> {
  const isCommonJs = entrySource.startsWith('module.exports');
  const id = path.join(root, `shelf-${name.replace('/', '-')}.${isCommonJs ? 'cjs' : 'mjs'}`);
  const shared = new Set([...(shelfShares[name] ?? []), 'flotilla:bridge']);
  const build = await rolldown({
    input: id,
    cwd: root,
    platform: 'browser',
    external: (source) => shared.has(source.replace(/^node:/, '')),
    transform: { target: 'es2022', define: { 'process.env.NODE_ENV': '"production"' } },
    plugins: [
      {
        name: 'shelf-entry',
        resolveId: (source) => (source === id ? id : null),
        load: (source) => (source === id ? entrySource : null),
      },
    ],
  });
  const { output } = await build.generate({
    format: 'cjs',
    exports: isCommonJs || entrySource.startsWith('export { default }') ? 'auto' : 'named',
    minify: true,
    codeSplitting: false,
  });
  await build.close();
  return output[0].code;
}

/** Changes with any source that can end up on the shelf: ours by content, the real ones by the lock file. */
function sourcesVersion(): string {
  const hash = createHash('sha256');
  for (const folder of ['simulator/libraries', 'simulator/runtime/compile', 'simulator/wire', 'build']) {
    for (const file of filesIn(path.join(root, folder))) hash.update(file).update(readFileSync(file));
  }
  hash.update(readFileSync(path.join(root, 'package-lock.json')));
  return hash.digest('hex').slice(0, 16);
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const file = path.join(folder, name);
      return statSync(file).isDirectory() ? filesIn(file) : [file];
    });
}
