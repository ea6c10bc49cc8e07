import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const page = '<!doctype html><body><script type="module" src="engine.js"></script>';

/** Speaks the protocol of `simulator/hosts/sandbox` and fetches what `engine.json` names, as the app does. */
const script = `
import { proxy, wrap } from './comlink.mjs';
const files = await (await fetch('./engine.json')).json();
const asset = async (name) => {
  const response = await fetch(files[name]);
  return name.endsWith('.wasm') ? response.arrayBuffer() : response.text();
};
const frame = document.createElement('iframe');
frame.src = './sandbox.html';
const failures = [];
const ready = new Promise((resolve) => addEventListener('message', (event) => {
  if (event.source !== frame.contentWindow) return;
  if (event.data.kind === 'ready') resolve();
  else failures.push(event.data.reason);
}));
document.body.append(frame);
await ready;
const { port1, port2 } = new MessageChannel();
frame.contentWindow.postMessage({ kind: 'start', script: await asset('world.js') }, '*', [port2]);
const engine = wrap(port1);
window.engineFailures = failures;
window.engineMessages = [];
engine.onFrame(proxy((frame) => {
  window.engineFrame = frame;
  window.engineMessages.push(...frame.messages);
}));
window.callEngine = (name, values) => engine[name](...values, ...(name === 'load' ? [proxy(asset)] : []));
`;

/**
 * Files beside those of the built page that make another one of it, `engine.html`: the built engine in its built sandbox,
 * without the app around it. `window.callEngine(name, values)` asks the engine.
 */
export function enginePageFiles() {
  const comlink = readFileSync(createRequire(import.meta.url).resolve('comlink/dist/esm/comlink.mjs'), 'utf8');
  return {
    'engine.html': { type: 'text/html', text: page },
    'engine.js': { type: 'text/javascript', text: script },
    'comlink.mjs': { type: 'text/javascript', text: comlink },
  };
}
