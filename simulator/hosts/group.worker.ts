import { hardenRealm } from '../runtime/globals/hardening/harden-realm.ts';
import { watchIntrinsics } from '../runtime/globals/hardening/watch-intrinsics.ts';
import { PreparedFiles } from '../fleet/ready/compiled-file.ts';
import { compileBy } from '../fleet/ready/compiled-service.ts';
import { changeOf } from '../fleet/changes/catalogue.ts';
import { Sidecar } from '../platform/sidecar/sidecar.ts';
import { World } from '../fleet/world/world.ts';
import { judge } from '../explore/judge.ts';
import { Run } from '../run/run.ts';
import { momentOf } from '../run/run-moment.ts';
import { answering } from '../run/view/answering.ts';
import { Ledger } from '../telemetry/compare/ledger.ts';
import { remembering } from '../run/view/past/remembering.ts';
import { View } from '../run/view/view.ts';
import { createRealm } from './realm.ts';
import { SharedRealmHost } from './shared-realm-host.ts';
import { openChecks } from './browser/parts/checks-parts.ts';
import { openServers } from './browser/parts/server-parts.ts';
import type { WatchedChecks } from '../lesson/checks/watched-checks.ts';
import type { Prepared } from './browser/preparation.ts';
import type { Outcome, RunPlan } from '../explore/judge.ts';
import type { FromGroup, GroupMove, GroupStart, Moved, ToGroup } from './group-protocol.ts';

// Captured first: after hardening none of them is reachable from anywhere.
const scope = globalThis as unknown as DedicatedWorkerGlobalScope;
const post = scope.postMessage.bind(scope) as (message: FromGroup) => void;
const listen = scope.addEventListener.bind(scope);
const clock = scope.performance;
const wallMs = clock.now.bind(clock);

const aliveEveryMs = 100;

const files = new PreparedFiles();
const shelf: Record<string, string> = {};
let run: Run | null = null;
let view: View | null = null;
let checks: WatchedChecks | null = null;
let lastAliveMs = 0;
let changed: () => string | null = () => null;

function prepare(more: Prepared): void {
  files.add(more.files);
  Object.assign(shelf, more.shelf);
}

async function start(message: GroupStart): Promise<void> {
  const servers = await openServers(message.servers);
  const beforeWindow = (replica: string, fromUs: number): void => {
    if (fromUs >= message.watchFromUs) post({ kind: 'turn', replica, fromUs });
  };
  prepare(message.prepared);
  const host = new SharedRealmHost(createRealm(shelf), beforeWindow);
  const { fleet, seed } = message;
  run = new Run(
    new World({ fleet, seed, host, compile: compileBy(files.of), changeOf, sidecars: () => Sidecar, servers }),
  );
  const history = { remembering: message.remembers ? remembering : null, Ledger };
  view = message.isJudged ? null : new View(run, async () => answering, history);
  checks = openChecks(message.checks, run);
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
async function move(running: Run, watching: View, by: GroupMove): Promise<Moved> {
  let broken: { readonly error: unknown } | null = null;
  let reached: string | null = null;
  try {
    if (by.kind === 'advance') reached = await watching.advance(by.untilUs, by.until, sayAlive);
    else await watching.step(by.by, sayAlive);
  } catch (error) {
    broken = { error };
  }
  const path = changed();
  if (path !== null) throw new Error(sharedChange(path));
  if (broken) throw broken.error;
  return { nowUs: running.nowUs, reached };
}

/** Of a run that nobody has moved yet. */
async function judged(running: Run, plan: RunPlan): Promise<Outcome> {
  for (const action of plan.actions) running.actions.schedule(action);
  const outcome = await judge(running, plan, sayAlive);
  const path = changed();
  if (path !== null) throw new Error(sharedChange(path));
  return outcome;
}

function sharedChange(path: string): string {
  return `code of this fleet changed ${path}, which all of its services share here: run it with a worker for each process`;
}

async function answer(message: ToGroup): Promise<unknown> {
  if (message.kind === 'start') return start(message);
  if (!run) throw new Error('no fleet is loaded');
  if (message.kind === 'judge') return judged(run, message.plan);
  if (!view) throw new Error('nobody watches this run: it can only be judged');
  switch (message.kind) {
    case 'advance':
    case 'step':
      return move(run, view, message);
    case 'next':
      return view.nextUs();
    case 'prepare':
      return prepare(message.more);
    case 'act':
      return run.act(message.action);
    case 'schedule':
      return run.actions.schedule(message.action);
    case 'frame':
      return view.frame(message.pace);
    case 'map':
      return view.map();
    case 'watch messages':
      return view.watchMessages(message.most);
    case 'ask':
      return view.ask(message.question, message.atUs);
    case 'past':
      return view.past(message.atUs);
    case 'checks':
      return checks?.readAll() ?? {};
    case 'report':
      return run.report({ wallMs: 0 });
    case 'moment':
      return momentOf(run);
  }
}

listen('message', (event: MessageEvent<{ readonly id: number; readonly message: ToGroup }>) => {
  const { id, message } = event.data;
  answer(message).then(
    (value) => post({ kind: 'done', id, value }),
    (error: unknown) => post({ kind: 'failed', id, reason: error instanceof Error ? error.message : String(error) }),
  );
});
