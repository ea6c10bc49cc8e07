import { hardenRealm } from '../../runtime/globals/hardening/harden-realm.ts';
import { serveInstance } from '../workers/instance-side.ts';

// Captured first: after hardening neither is reachable from anywhere.
const scope = globalThis as unknown as DedicatedWorkerGlobalScope;
const post = scope.postMessage.bind(scope);
const listen = scope.addEventListener.bind(scope);

const take = serveInstance((text) => post(text));
listen('message', (event: MessageEvent<string>) => take(event.data));
hardenRealm(globalThis);
