import { nodeModuleNames } from '../shelf-names.ts';
import { Buffer } from '../globals/bytes/buffer.ts';
import type { ServiceGlobals } from '../globals/create-globals.ts';
import type { WebCrypto } from '../globals/cryptography/web-crypto.ts';
import type { ProcessWorld } from '../globals/process-world.ts';
import type { TimerGlobals } from '../globals/time/timers.ts';
import { createAssertModule } from './assert-module.ts';
import { createCryptoModule } from './crypto-module.ts';
import { createTimersPromises } from './timers-promises-module.ts';
import { createUtilModule, promisifyCustom } from './util-module.ts';

export type NodeModuleName = (typeof nodeModuleNames)[number];

/** `node:crypto` and `crypto` alike; null for a module that is not simulated. */
export function nodeModuleNameOf(specifier: string): NodeModuleName | null {
  const bare = specifier.startsWith('node:') ? specifier.slice('node:'.length) : specifier;
  return nodeModuleNames.find((name) => name === bare) ?? null;
}

/** The module objects of one service, as `require` gives them; made once, so that they keep their identity. */
export function createNodeModules(
  world: ProcessWorld,
  globals: ServiceGlobals,
): Readonly<Record<NodeModuleName, object>> {
  const { names, inspect, process } = globals;
  const timers = names as unknown as TimerGlobals;
  const assert = createAssertModule(world.jobs, inspect) as { strict: object };
  const timersPromises = createTimersPromises(world.jobs, timers);
  for (const name of ['setTimeout', 'setImmediate'] as const) {
    const hidden = { value: timersPromises[name], configurable: true };
    if (!Object.hasOwn(timers[name], promisifyCustom)) Object.defineProperty(timers[name], promisifyCustom, hidden);
  }
  const { setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, clearImmediate } = timers;
  return {
    assert,
    'assert/strict': assert.strict,
    buffer: { Buffer, Blob: names['Blob'], File: names['File'], atob: names['atob'], btoa: names['btoa'] },
    crypto: createCryptoModule(world, names['crypto'] as WebCrypto),
    perf_hooks: { performance: names['performance'] },
    process,
    timers: {
      setTimeout,
      setInterval,
      setImmediate,
      clearTimeout,
      clearInterval,
      clearImmediate,
      promises: timersPromises,
    },
    'timers/promises': timersPromises,
    url: { URL: names['URL'], URLSearchParams: names['URLSearchParams'] },
    util: createUtilModule(world, inspect),
  };
}
