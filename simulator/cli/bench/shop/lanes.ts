import { fileURLToPath } from 'node:url';
import { SessionChild } from './session-child.ts';
import { groupIn, inline, startChromium, threads, workersIn } from './shop-hosts.ts';
import type { ShopHost } from './shop-session.ts';

/** A host in a process of its own: what the compilers of one learned is no help to another, and can slow it down. */
export interface Lane {
  readonly kind: 'inline' | 'threads' | 'browserGroup' | 'browserWorkers';
  readonly name: string;
  /** Why it cannot be, in words, where it cannot. */
  open(): Promise<OpenedLane | string>;
}

export interface OpenedLane {
  readonly host: ShopHost;
  close(): void;
}

export const lanes: readonly Lane[] = [
  lane('inline', inline.name, startNode, (child) => ({
    name: inline.name,
    open: (shop, seed) => child.open(shop, seed, 'inline'),
  })),
  lane('threads', threads.name, startNode, (child) => ({
    name: threads.name,
    open: (shop, seed) => child.open(shop, seed, 'workers'),
  })),
  lane('browserGroup', 'Chromium, group', startChromium, groupIn),
  lane('browserWorkers', 'Chromium, one worker each', startChromium, workersIn),
];

function lane(
  kind: Lane['kind'],
  name: string,
  start: () => Promise<SessionChild | string>,
  hostIn: (child: SessionChild) => ShopHost,
): Lane {
  return {
    kind,
    name,
    async open() {
      const child = await start();
      return typeof child === 'string' ? child : { host: hostIn(child), close: () => child.close() };
    },
  };
}

/** Built as a file beside the command line. */
async function startNode(): Promise<SessionChild> {
  const child = await SessionChild.start(fileURLToPath(new URL('session-process.js', import.meta.url)));
  if (typeof child === 'string') throw new Error(child);
  return child;
}
