import path from 'node:path';
import { openInNode } from './node-session.ts';
import { SessionChild } from './session-child.ts';
import type { ShopHost } from './shop-session.ts';

/** The two of Node, in this process. */
export const inline: ShopHost = {
  name: 'inline',
  open: ({ fleet }, seed) => openInNode(fleet, seed, 'inline'),
};
export const threads: ShopHost = {
  name: 'worker threads',
  open: ({ fleet }, seed) => openInNode(fleet, seed, 'workers'),
};

/** The two of a browser; they have to end one session before they open the next. */
export function groupIn(chromium: SessionChild): ShopHost {
  return { name: 'Chromium, group', open: (shop, seed) => chromium.open(shop, seed, 'group') };
}

export function workersIn(chromium: SessionChild): ShopHost {
  return { name: 'Chromium, one worker each', open: (shop, seed) => chromium.open(shop, seed, 'workers') };
}

/** A script of the repository, which knows how to find a browser and how to build and serve the page. */
export function startChromium(): Promise<SessionChild | string> {
  return SessionChild.start(path.resolve('scripts/run-in-chromium.mjs'));
}
