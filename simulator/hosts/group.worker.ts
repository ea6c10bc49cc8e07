import { hardenRealm } from '../runtime/globals/hardening/harden-realm.ts';
import { watchIntrinsics } from '../runtime/globals/hardening/watch-intrinsics.ts';
import { World } from '../fleet/world/world.ts';
import { frameOf } from '../run/engine-frame.ts';
import { Run } from '../run/run.ts';
import { createRealm } from './realm.ts';
import { SharedRealmHost } from './shared-realm-host.ts';
import { openSqlite } from './sqlite.ts';
import type { FromGroup, GroupStart, ToGroup } from './group-protocol.ts';

// Captured first: after hardening none of them is reachable from anywhere.
const scope = globalThis as unknown as DedicatedWorkerGlobalScope;
const post = scope.postMessage.bind(scope) as (message: FromGroup) => void;
const listen = scope.addEventListener.bind(scope);
const clock = scope.performance;
const wallMs = clock.now.bind(clock);

const aliveEveryMs = 100;

let run: Run | null = null;
let lastAliveMs = 0;
let changed: () => string | null = () => null;

async function start(message: GroupStart): Promise<void> {
  const sqlite = message.sqlite ? await openSqlite(new Uint8Array(message.sqlite)) : null;
  const beforeWindow = (replica: string, fromUs: number): void => {
    if (fromUs >= message.watchFromUs) post({ kind: 'turn', replica, fromUs });
  };
  const host = new SharedRealmHost(createRealm(message.shelf), beforeWindow);
  run = new Run(new World({ fleet: message.fleet, seed: message.seed, host, sqlite }));
  // No code of a service has run yet. The databases are open: SQLite names its files by chance, which ends here too.
  hardenRealm(globalThis);
  changed = watchIntrinsics(globalThis);
}

function sayAlive(): null {
  if (wallMs() - lastAliveMs > aliveEveryMs) {
    lastAliveMs = wallMs();
    post({ kind: 'alive', nowUs: run!.nowUs });
  }
  return null;
}

/** Here one service's code can break all others and the kernel itself, and then nothing the run says is to be trusted. */
async function advance(running: Run, untilUs: number): Promise<void> {
  let broken: { readonly error: unknown } | null = null;
  try {
    await running.advance(untilUs, sayAlive);
  } catch (error) {
    broken = { error };
  }
  const path = changed();
  if (path !== null)
    throw new Error(
      `code of this fleet changed ${path}, which all of its services share here: run it with a worker for each process`,
    );
  if (broken) throw broken.error;
}

async function answer(message: ToGroup): Promise<unknown> {
  if (message.kind === 'start') return start(message);
  if (!run) throw new Error('no fleet is loaded');
  switch (message.kind) {
    case 'advance':
      await advance(run, message.untilUs);
      return run.nowUs;
    case 'act':
      return run.actions.schedule(message.action);
    case 'frame':
      return frameOf(run, message.pace);
    case 'report':
      return run.report({ wallMs: 0 });
    case 'record':
      return run.actions.record;
  }
}

listen('message', (event: MessageEvent<{ readonly id: number; readonly message: ToGroup }>) => {
  const { id, message } = event.data;
  answer(message).then(
    (value) => post({ kind: 'done', id, value }),
    (error: unknown) => post({ kind: 'failed', id, reason: error instanceof Error ? error.message : String(error) }),
  );
});
