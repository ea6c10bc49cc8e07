import path from 'node:path';
import { fileURLToPath } from 'node:url';
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

/** A host in a process of its own: what the compilers of one learned is no help to another, and can slow it down. */
export interface Lane {
  readonly kind: 'inline' | 'threads' | 'browserGroup' | 'browserWorkers';
  readonly host: ShopHost;
  close(): void;
}

export interface Lanes {
  readonly lanes: readonly Lane[];
  /** Why there is no browser among them, where there is none. */
  readonly missing: string | null;
}

export async function openLanes(): Promise<Lanes> {
  const lanes = [
    lane('inline', await startNode(), (child) => ({
      ...inline,
      open: (shop, seed) => child.open(shop, seed, 'inline'),
    })),
    lane('threads', await startNode(), (child) => ({
      ...threads,
      open: (shop, seed) => child.open(shop, seed, 'workers'),
    })),
  ];
  for (const [kind, hostIn] of [['browserGroup', groupIn] as const, ['browserWorkers', workersIn] as const]) {
    const child = await startChromium();
    if (typeof child === 'string') return { lanes, missing: `Nothing was run in a browser: ${child}.` };
    lanes.push(lane(kind, child, hostIn));
  }
  return { lanes, missing: null };
}

function lane(kind: Lane['kind'], child: SessionChild, hostIn: (child: SessionChild) => ShopHost): Lane {
  return { kind, host: hostIn(child), close: () => child.close() };
}

/** Built as a file beside the command line. */
async function startNode(): Promise<SessionChild> {
  const child = await SessionChild.start(fileURLToPath(new URL('session-process.js', import.meta.url)));
  if (typeof child === 'string') throw new Error(child);
  return child;
}
