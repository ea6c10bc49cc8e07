import * as comlink from 'comlink';
import { Engine } from '../engine.ts';
import type { EngineAssets } from '../engine.ts';

// The frame hands over everything at once: there is no address in here to load anything from.
addEventListener(
  'message',
  (event: MessageEvent<EngineAssets>) => comlink.expose(new Engine(event.data), event.ports[0]),
  { once: true },
);
