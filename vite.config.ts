import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { developmentPolicyPlugin } from './build/development-policy-plugin.ts';
import { engineAssetsPlugin } from './build/engine-assets-plugin.ts';
import { sandboxPlugin } from './build/sandbox-plugin.ts';
import { serviceWorkerPlugin } from './build/service-worker-plugin.ts';

/** The page, in dist: static files that work below any address. */
export default defineConfig({
  base: './',
  plugins: [react(), engineAssetsPlugin(), sandboxPlugin(), serviceWorkerPlugin(), developmentPolicyPlugin()],
  build: {
    target: 'es2022',
    // Every browser that knows light-dark() knows it.
    modulePreload: { polyfill: false },
    // Else light-dark() is rewritten into something that ignores the theme that was chosen.
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
  },
});
