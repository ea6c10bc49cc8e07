import { fileURLToPath } from 'node:url';
import { SessionChild } from './session-child.ts';
import { groupIn, hostIn, inline, startChromium, threads, workersIn } from './shop-hosts.ts';
import type { ShopHost } from './shop-session.ts';

/** A host in a process of its own: what the compilers of one learned is no help to another, and can slow it down. */
export interface Lane {
  readonly kind: 'inline' | 'threads' | 'browserGroup' | 'browserWorkers';
  /** Why there is none, in words, where there is none. */
  start(): Promise<SessionChild | string>;
  hostIn(child: SessionChild): ShopHost;
}

export const lanes: readonly Lane[] = [
  { kind: 'inline', start: startNode, hostIn: hostIn(inline.name, 'inline') },
  { kind: 'threads', start: startNode, hostIn: hostIn(threads.name, 'workers') },
  { kind: 'browserGroup', start: startChromium, hostIn: groupIn },
  { kind: 'browserWorkers', start: startChromium, hostIn: workersIn },
];

/** Built as a file beside the command line. */
async function startNode(): Promise<SessionChild> {
  const child = await SessionChild.start(fileURLToPath(new URL('session-process.js', import.meta.url)));
  if (typeof child === 'string') throw new Error(child);
  return child;
}
