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

/** In another process, which has to end one session before it opens the next. */
export function hostIn(name: string, kind: 'inline' | 'workers' | 'group'): (child: SessionChild) => ShopHost {
  return (child) => ({ name, open: (shop, seed) => child.open(shop, seed, kind) });
}

export const groupIn = hostIn('Chromium, group', 'group');
export const workersIn = hostIn('Chromium, one worker each', 'workers');

/** A script of the repository, which knows how to find a browser and how to build and serve the page. */
export function startChromium(): Promise<SessionChild | string> {
  return SessionChild.start(path.resolve('scripts/run-in-chromium.mjs'));
}
