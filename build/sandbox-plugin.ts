import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

const fileName = 'sandbox.html';
const sources = path.resolve(import.meta.dirname, '../simulator/hosts/sandbox');

/**
 * A page of the app's origin that holds nothing but the sandboxed page of the engine. Both run one inline script, allowed by its
 * hash. The policy is inherited by the sandboxed page and by every worker made in it, so no code in there reaches any network.
 */
function sandboxPage(): string {
  const engineScript = source('engine-page.js');
  const enginePage = `<!doctype html><title>Engine</title><script>${engineScript}</script>`;
  const doorScript = `const enginePage = ${JSON.stringify(enginePage).replaceAll('</', String.raw`<\/`)};\n${source('door-page.js')}`;
  const allowed = [doorScript, engineScript].map((script) => `'sha256-${sha256(script)}'`).join(' ');
  const policy = `default-src 'none'; script-src ${allowed} 'unsafe-eval' 'wasm-unsafe-eval'; worker-src blob:`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Flotilla engine</title>
</head>
<body><script>${doorScript}</script></body>
</html>
`;
}

export function sandboxPlugin(): Plugin {
  return {
    name: 'sandbox',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (!request.url?.split('?')[0]?.endsWith(`/${fileName}`)) return next();
        response.setHeader('content-type', 'text/html');
        response.end(sandboxPage());
      });
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName, source: sandboxPage() });
    },
  };
}

function source(name: string): string {
  return readFileSync(path.join(sources, name), 'utf8');
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
