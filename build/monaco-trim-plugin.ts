import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';

/** Of TypeScript's own declarations those of the language: a service has no page around it. */
const ofTheLanguage = /^lib\.(?:d\.ts|es5|es20\d\d|decorators)/;

/** Leaves out of Monaco what its own modules would bring along unasked. */
export function monacoTrimPlugin(): Plugin {
  return {
    name: 'monaco-trim',
    apply: 'build',
    enforce: 'pre',
    load: {
      filter: {
        id: /monaco-editor\/esm\/vs\/(?:languages\/features\/typescript\/lib\/lib|internal\/common\/workers)\.js$/,
      },
      async handler(id) {
        // It imports every feature of the editor, whichever were chosen.
        if (id.endsWith('workers.js')) {
          return readFileSync(id, 'utf8').replace(/^import '\.\.\/\.\.\/(?:editor|base)\/[^']+';\n/gm, '');
        }
        const { libFileMap } = (await import(pathToFileURL(id).href)) as { libFileMap: Record<string, string> };
        const kept = Object.fromEntries(Object.entries(libFileMap).filter(([name]) => ofTheLanguage.test(name)));
        return `export const libFileMap = JSON.parse(${JSON.stringify(JSON.stringify(kept))});`;
      },
    },
  };
}
