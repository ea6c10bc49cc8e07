import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { developmentPolicyPlugin } from './build/development-policy-plugin.ts';
import { editorTypesPlugin } from './build/editor-types/editor-types-plugin.ts';
import { engineAssetsPlugin } from './build/engine-assets-plugin.ts';
import { firstChunk } from './build/first-chunk.ts';
import { lessonsPlugin } from './build/lessons/lessons-plugin.ts';
import { monacoTrimPlugin } from './build/monaco-trim-plugin.ts';
import { sandboxPlugin } from './build/sandbox-plugin.ts';
import { serviceWorkerPlugin } from './build/service-worker-plugin.ts';

/** The page, in dist: static files that work below any address. */
export default defineConfig({
  base: './',
  plugins: [
    react(),
    engineAssetsPlugin(),
    lessonsPlugin(),
    sandboxPlugin(),
    editorTypesPlugin(),
    monacoTrimPlugin(),
    serviceWorkerPlugin(),
    developmentPolicyPlugin(),
  ],
  worker: { format: 'es', plugins: () => [monacoTrimPlugin()] },
  build: {
    target: 'es2022',
    // Every browser that knows light-dark() knows it.
    modulePreload: { polyfill: false },
    // Else light-dark() is rewritten into something that ignores the theme that was chosen.
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: firstChunk(path.resolve(import.meta.dirname, 'src/main.tsx'), 'index') }] },
      },
    },
  },
});
