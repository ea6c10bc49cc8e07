import { readReady } from '../../fleet/ready/ready-fleet.ts';
import { invariant } from '../../kernel/invariant.ts';
import { World } from '../../fleet/world/world.ts';
import { compileBy } from '../../fleet/ready/compiled-service.ts';
import { PreparedFiles } from '../../fleet/ready/compiled-file.ts';
import { Run } from '../../run/run.ts';
import { LocalDriver } from '../local-driver.ts';
import { partOf } from './parts/part.ts';
import { neededChecks, openChecks } from './parts/checks-parts.ts';
import { neededServers, openServers } from './parts/server-parts.ts';
import { latePart } from './parts/late-part.ts';
import type { LatePart } from './parts/late-part.ts';
import type * as AnswersPart from './parts/answers.part.ts';
import type * as HistoryPart from './parts/history.part.ts';
import type * as ChangesPart from './parts/changes.part.ts';
import type * as WorkshopPart from './parts/workshop.part.ts';
import { Preparation } from './preparation.ts';
import { createNestedWorkerHost } from './nested-worker-host.ts';
import type { FleetTexts, LoadRequest } from '../../wire/engine-api.ts';
import type { Prepared } from './preparation.ts';
import type { RunDriver } from './run-driver.ts';
import type * as GroupDriverPart from './parts/group-driver.part.ts';
import type { SidecarKind } from '../../fleet/world/population.ts';
import type { ChangeOf } from '../../fleet/changes/change.ts';
import type { Provide } from './parts/provide.ts';
import type { MadeReady } from '../../fleet/ready/make-ready.ts';
import type { ReadyFleet } from '../../fleet/ready/ready-fleet.ts';

export const workshopBy = (provide: Provide): LatePart<typeof WorkshopPart> => latePart(provide, 'workshop');

export function preparationBy(workshop: LatePart<typeof WorkshopPart>, provide: Provide): Preparation {
  return new Preparation({
    compile: async (path, source) => (await workshop()).compileFile(path, source),
    library: async (name) => (await provide(`shelf/${name}`)) as string,
    changes: async () => (await provide('part/changes.js')) as string,
  });
}

export async function madeReady(
  request: FleetTexts | { readonly ready: string },
  provide: Provide,
  workshop: LatePart<typeof WorkshopPart>,
): Promise<MadeReady> {
  if ('ready' in request) return { ok: true, ready: readReady((await provide(`ready/${request.ready}`)) as string) };
  const { makeReady } = await workshop();
  return makeReady({ path: request.entry, readFile: (path) => request.files[path] ?? null });
}

/** A run of a fleet, watched: here with a worker for each process, or in a worker of its own. */
export async function openRun(
  ready: ReadyFleet,
  { preparation, answers }: { readonly preparation: Preparation; readonly answers: LatePart<typeof AnswersPart> },
  { seed, host: kind, checks: lesson, remembers = false }: LoadRequest,
  provide: Provide,
): Promise<RunDriver> {
  const { fleet } = ready;
  const hasCode = fleet.services.some(({ model }) => model === null);
  const [prepared, servers, checks, history, script] = await Promise.all([
    preparation.ofFleet(ready),
    neededServers(fleet, provide),
    neededChecks(lesson, provide),
    remembers && kind !== 'group' ? (provide('part/history.js') as Promise<string>) : '',
    kind === 'group' ? provide('group.js') : hasCode ? provide('instance.js') : '',
  ]);
  if (kind === 'group') {
    const { GroupDriver } = partOf<typeof GroupDriverPart>((await provide('part/group-driver.js')) as string);
    return GroupDriver.open(script as string, { kind: 'start', fleet, seed, prepared, servers, checks, remembers });
  }
  let run: Run | null = null;
  const files = new PreparedFiles();
  const shelf: Record<string, string> = {};
  let changes: typeof ChangesPart | null = null;
  const prepare = (more: Prepared): void => {
    files.add(more.files);
    Object.assign(shelf, more.shelf);
    if (more.changes !== null) changes = partOf<typeof ChangesPart>(more.changes);
  };
  prepare(prepared);
  const host = createNestedWorkerHost(script as string, shelf, (node, atUs, reason) =>
    run?.actions.noteHang(node, atUs, reason),
  );
  const compile = compileBy(files.of);
  const sidecars: SidecarKind = () => {
    invariant(changes !== null, 'a link has a policy, and nothing that enforces it was prepared');
    return changes.Sidecar;
  };
  const changeOf: ChangeOf = (verb) => changes?.changeOf(verb);
  run = new Run(new World({ fleet, seed, host, compile, changeOf, sidecars, servers: await openServers(servers) }));
  return new LocalDriver(run, {
    bringAnswers: async () => (await answers()).answering,
    ...(history !== '' && { history: partOf<typeof HistoryPart>(history) }),
    prepare,
    checks: openChecks(checks, run),
  });
}
