'use strict';
// Stands between the app and the sandbox and passes messages on. A service worker is never asked for a sandboxed frame's page,
// so that page could not be had offline; this one has the app's origin, can be kept, and brings the other with it as text.
// The build puts `enginePage` before this script.
if (parent === self) throw new Error('this page only works inside another');
const sandbox = document.createElement('iframe');
sandbox.setAttribute('sandbox', 'allow-scripts');
sandbox.srcdoc = enginePage;
addEventListener('message', (event) => {
  if (event.source === sandbox.contentWindow) parent.postMessage(event.data, origin);
  else if (event.source === parent && event.origin === origin) {
    sandbox.contentWindow.postMessage(event.data, '*', [...event.ports]);
  }
});
document.body.append(sandbox);
