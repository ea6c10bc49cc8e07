import { defineConfig } from 'vite';
import { shelfPlugin } from './build/shelf-plugin.ts';
import { stillSqlitePlugin } from './build/still-sqlite-plugin.ts';
import { workerTextPlugin } from './build/worker-text-plugin.ts';

/** The command line and the libraries for Node, in dist-node. */
export default defineConfig({
  plugins: [shelfPlugin(), stillSqlitePlugin(), workerTextPlugin('node')],
  build: {
    outDir: 'dist-node',
    target: 'node20',
    minify: false,
    ssr: true,
    rolldownOptions: {
      input: {
        cli: 'simulator/cli/main.ts',
        register: 'simulator/hosts/guest/register.ts',
        testing: 'simulator/hosts/guest/testing.ts',
        'import-hooks': 'simulator/hosts/guest/import-hooks.ts',
        'session-process': 'simulator/cli/bench/shop/session-process.ts',
      },
      // One folder for all: register looks for the hooks beside itself, the bench for its process.
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
    },
  },
  ssr: { noExternal: true },
});
