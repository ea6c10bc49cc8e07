import { parentPort } from 'node:worker_threads';
import { serveInstance } from '../workers/instance-side.ts';

const port = parentPort!;
const take = serveInstance((text) => port.postMessage(text));
port.on('message', (text: string) => take(text));
