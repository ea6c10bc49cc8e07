import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'vite';
import { shelfTexts } from './shelf-plugin.ts';
import { readyAssets } from './ready-fleets.ts';
import { partText, workerText } from './worker-text-plugin.ts';

const virtual = 'virtual:engine-assets';
const devPrefix = '/@engine/';
const hosts = path.resolve(import.meta.dirname, '../simulator/hosts');

/**
 * What the engine is made of, as files of the page's own: the frame that it lives in can load nothing, so the page hands
 * everything over. `virtual:engine-assets` gives their addresses by name, and what each fleet needs that was made ready; a build lists them in `engine.json` too, for pages
 * that hold an engine and are not this app.
 */
export function engineAssetsPlugin(): Plugin {
  const references = new Map<string, string>();
  let isBuild = true;
  return {
    name: 'engine-assets',
    configResolved(config) {
      isBuild = config.command === 'build';
    },
    resolveId: { filter: { id: /^virtual:engine-assets$/ }, handler: () => `\0${virtual}` },
    load: {
      filter: { id: /^\0virtual:engine-assets$/ },
      async handler() {
        const addresses: string[] = [];
        for (const [name, make] of Object.entries(await assetMakers())) {
          if (isBuild) {
            references.set(name, this.emitFile({ type: 'asset', name: fileNameOf(name), source: await make() }));
          }
          const address = isBuild ? `import.meta.ROLLUP_FILE_URL_${references.get(name)}` : devAddress(name);
          addresses.push(`${JSON.stringify(name)}: ${address}`);
        }
        const needs = Object.entries(readyAssets()).map(([name, ready]) => [name, ready.needs]);
        return `export const needs = ${JSON.stringify(Object.fromEntries(needs))}; export default { ${addresses.join(', ')} };`;
      },
    },
    generateBundle() {
      const files = [...references].map(([name, reference]) => [name, this.getFileName(reference)]);
      this.emitFile({ type: 'asset', fileName: 'engine.json', source: JSON.stringify(Object.fromEntries(files)) });
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const { pathname } = new URL(request.url ?? '/', 'http://dev');
        if (!pathname.startsWith(devPrefix)) return next();
        const name = decodeURIComponent(pathname.slice(devPrefix.length));
        assetMakers()
          .then(async (makers) => response.end(await makers[name]?.()))
          .catch(next);
      });
    },
  };
}

/** What only some fleets need. */
const parts = [
  'workshop',
  'log',
  'sql',
  'group-driver',
  'answers',
  'changes',
  'checks',
  'explore',
  'history',
  'overtaking',
];
const partPath = (name: string): string => path.join(hosts, `browser/parts/${name}.part.ts`);

/** By name; made when asked for, because the development server needs one at a time. */
async function assetMakers(): Promise<Record<string, () => Promise<string | Uint8Array>>> {
  const onShelf = Object.entries(await shelfTexts());
  const ready = Object.entries(readyAssets());
  return {
    'world.js': () => workerText(path.join(hosts, 'browser/world.worker.ts'), 'browser'),
    'group.js': () => workerText(path.join(hosts, 'group.worker.ts'), 'browser'),
    'instance.js': () => workerText(path.join(hosts, 'browser/instance.worker.ts'), 'browser'),
    ...Object.fromEntries(parts.map((name) => [`part/${name}.js`, () => partText(partPath(name))])),
    ...Object.fromEntries(ready.map(([name, { text }]) => [`ready/${name}`, () => Promise.resolve(text)])),
    'sqlite.wasm': () => readFile(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm-browser.wasm')),
    ...Object.fromEntries(onShelf.map(([name, text]) => [`shelf/${name}`, () => Promise.resolve(text)])),
  };
}

/** A text, whatever is in it: nobody is to run it as a script of the page. */
function fileNameOf(name: string): string {
  return name.endsWith('.wasm') ? name : `${name.replace(/\.js$/, '').replaceAll('/', '-')}.txt`;
}

function devAddress(name: string): string {
  return JSON.stringify(devPrefix + encodeURIComponent(name));
}
