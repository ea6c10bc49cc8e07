'use strict';
// Runs in a frame of opaque origin: no storage, no network, nothing of the page. In any other place it does nothing.
if (self.origin !== 'null') throw new Error('this page only works inside its sandbox');
let engine = null;
addEventListener('message', (event) => {
  if (event.source !== parent) return;
  const message = event.data;
  if (message.kind === 'start') {
    engine?.terminate();
    const url = URL.createObjectURL(new Blob([message.script], { type: 'text/javascript' }));
    engine = new Worker(url, { name: 'engine' });
    engine.onerror = (error) =>
      parent.postMessage({ kind: 'failed', reason: error.message || 'the engine did not start' }, '*');
    engine.postMessage(null, [...event.ports]);
  } else if (message.kind === 'stop') {
    engine?.terminate();
    engine = null;
  }
});
parent.postMessage({ kind: 'ready' }, '*');
