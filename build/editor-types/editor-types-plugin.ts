import type { Plugin } from 'vite';
import { editorTypes } from './editor-types.ts';

const devAddress = '/@editor-types.json';

/**
 * `virtual:editor-types` gives the address of one JSON file: by path, the declarations of everything that service code may
 * name. The editor fetches it when it opens.
 */
export function editorTypesPlugin(): Plugin {
  let isBuild = true;
  return {
    name: 'editor-types',
    configResolved(config) {
      isBuild = config.command === 'build';
    },
    resolveId: { filter: { id: /^virtual:editor-types$/ }, handler: (id) => `\0${id}` },
    load: {
      filter: { id: /^\0virtual:editor-types$/ },
      handler() {
        if (!isBuild) return `export default ${JSON.stringify(devAddress)};`;
        const source = JSON.stringify(editorTypes());
        const reference = this.emitFile({ type: 'asset', name: 'editor-types.json', source });
        return `export default import.meta.ROLLUP_FILE_URL_${reference};`;
      },
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (request.url?.split('?')[0] !== devAddress) return next();
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(editorTypes()));
      });
    },
  };
}
