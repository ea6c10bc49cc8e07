import path from 'node:path';
import { rolldown } from 'rolldown';
import type { Plugin } from 'rolldown';
import { shelfPlugin } from './shelf-plugin.ts';
import { stillSqlitePlugin } from './still-sqlite-plugin.ts';

const suffix = '?workertext';

/**
 * `import text from './instance.worker.ts?workertext'` gives the whole worker as one classic script in a string.
 * The sandboxed frame has no address to load a script from, and a thread in Node needs no file of its own.
 */
export function workerTextPlugin(platform: 'browser' | 'node'): Plugin {
  return {
    name: 'worker-text',
    resolveId: {
      filter: { id: /\?workertext$/ },
      handler: (source, importer) => {
        if (importer === undefined) return null;
        return path.resolve(path.dirname(importer), source.slice(0, -suffix.length)) + suffix;
      },
    },
    load: {
      filter: { id: /\?workertext$/ },
      handler: async (id) =>
        `export default ${JSON.stringify(await workerText(id.slice(0, -suffix.length), platform))};`,
    },
  };
}

/** A worker and all that it imports, as one classic script. */
export function workerText(entry: string, platform: 'browser' | 'node'): Promise<string> {
  return bundledText(entry, platform, platform === 'node' ? 'cjs' : 'iife');
}

/** A part of the engine, as the body of a function of `module` and `exports`. */
export function partText(entry: string): Promise<string> {
  return bundledText(entry, 'browser', 'cjs');
}

async function bundledText(entry: string, platform: 'browser' | 'node', format: 'cjs' | 'iife'): Promise<string> {
  const build = await rolldown({
    input: entry,
    platform,
    external: platform === 'node' ? /^node:/ : [],
    transform: { target: 'es2022' },
    plugins: [shelfPlugin(), stillSqlitePlugin(), workerTextPlugin(platform)],
  });
  const { output } = await build.generate({
    format,
    minify: platform === 'browser',
    codeSplitting: false,
    comments: { annotation: false, jsdoc: false, legal: true },
    // As it was in its modules: a function of sloppy code would let services see the engine through `caller` and `arguments`.
    // In a function of its own, for what a thread's text declares would be names of its realm, which services do not have.
    ...(format === 'cjs' && platform === 'node'
      ? { banner: "(function () {'use strict';", footer: '})();' }
      : { banner: "'use strict';" }),
  });
  await build.close();
  // Without a name of its own a stack shows the address of a blob, another one in each run.
  return `${output[0].code}\n//# sourceURL=flotilla/${path.basename(entry, '.ts')}.js\n`;
}
