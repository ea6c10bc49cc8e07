import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Plugin, Rolldown } from 'vite';

const fileName = 'service-worker.js';
/** Nothing that the page asks for. */
const unused = new Set(['engine.json', 'index.html']);

/** Keeps a whole build for use without a network: after one visit the page needs none. */
export function serviceWorkerPlugin(): Plugin {
  let publicFolder = '';
  return {
    name: 'service-worker',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      publicFolder = config.publicDir;
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const publicFiles = readdirSync(publicFolder);
        const built = Object.keys(bundle).filter((file) => !file.endsWith('.map') && !unused.has(file));
        const release = createHash('sha256');
        for (const file of Object.values(bundle)) release.update(file.fileName).update(contentOf(file));
        for (const file of publicFiles) release.update(readFileSync(path.join(publicFolder, file)));
        const facts = { release: release.digest('hex').slice(0, 12), files: ['', ...publicFiles, ...built].sort() };
        this.emitFile({ type: 'asset', fileName, source: serviceWorker(facts) });
      },
    },
  };
}

function serviceWorker({ release, files }: { release: string; files: readonly string[] }): string {
  const script = readFileSync(path.join(import.meta.dirname, fileName), 'utf8');
  return `const release = ${JSON.stringify(release)}, files = ${JSON.stringify(files)};\n${script}`;
}

function contentOf(file: Rolldown.OutputAsset | Rolldown.OutputChunk): string | Uint8Array {
  return file.type === 'chunk' ? file.code : file.source;
}
