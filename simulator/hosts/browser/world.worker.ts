import * as comlink from 'comlink';
import { Engine } from '../engine.ts';

// There is no address in here to load anything from: what the engine needs it asks for over its port.
addEventListener('message', (event: MessageEvent) => comlink.expose(new Engine(), event.ports[0]), { once: true });
