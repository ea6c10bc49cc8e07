import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

/** The page's policy allows no inline script, and the development server needs one of its own: that one, by its hash. */
export function developmentPolicyPlugin(): Plugin {
  return {
    name: 'development-policy',
    apply: 'serve',
    transformIndexHtml: {
      order: 'post',
      handler: (html) => {
        const hashes = [...html.matchAll(/<script type="module">([\s\S]*?)<\/script>/g)].map(
          ([, script]) => `'sha256-${createHash('sha256').update(script!).digest('base64')}'`,
        );
        return html.replace("script-src 'self'", ["script-src 'self'", ...hashes].join(' '));
      },
    },
  };
}
