import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Plugin, Rolldown } from 'vite';

const fileName = 'service-worker.js';
/** Nothing that the page asks for. */
const unused = new Set(['engine.json', 'index.html']);

interface WithMetadata {
  readonly viteMetadata?: { readonly importedCss: ReadonlySet<string>; readonly importedAssets: ReadonlySet<string> };
}

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
        const later = filesOfEditor(bundle);
        const facts = {
          release: release.digest('hex').slice(0, 12),
          files: ['', ...publicFiles, ...built.filter((file) => !later.includes(file))].sort(),
          later,
        };
        this.emitFile({ type: 'asset', fileName, source: serviceWorker(facts) });
      },
    },
  };
}

/** Several megabytes that only those want who open the editor: kept from then on. */
function filesOfEditor(bundle: Rolldown.OutputBundle): string[] {
  const files = Object.keys(bundle).filter((file) => /^assets\/(?:\w+\.worker|editor-types)-/.test(file));
  for (const chunk of Object.values(bundle)) {
    if (chunk.type !== 'chunk' || !chunk.moduleIds.some((id) => id.includes('/monaco-editor/'))) continue;
    const { importedCss = [], importedAssets = [] } = (chunk as WithMetadata).viteMetadata ?? {};
    files.push(chunk.fileName, ...importedCss, ...importedAssets);
  }
  return [...new Set(files)].sort();
}

interface Facts {
  readonly release: string;
  readonly files: readonly string[];
  readonly later: readonly string[];
}

function serviceWorker({ release, files, later }: Facts): string {
  const script = readFileSync(path.join(import.meta.dirname, fileName), 'utf8');
  const [first, kept, wanted] = [release, files, later].map((value) => JSON.stringify(value));
  return `const release = ${first}, files = ${kept}, later = ${wanted};\n${script}`;
}

function contentOf(file: Rolldown.OutputAsset | Rolldown.OutputChunk): string | Uint8Array {
  return file.type === 'chunk' ? file.code : file.source;
}
