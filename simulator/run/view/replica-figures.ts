import { HostPromise } from '../../platform/host-promise.ts';
import type { Run } from '../run.ts';
import type { Usage } from '../../platform/instance-port.ts';
import type { Live } from '../../telemetry/live/live.ts';
import type { ReplicaFigures } from '../../wire/view/frame.ts';

/** Each replica as it is just now: those that run code are asked, since what they report by themselves is a second old. */
export async function replicaFigures(run: Run, live: Live): Promise<ReplicaFigures[]> {
  const { world } = run;
  const seats = new Map(world.seats.map((seat) => [seat.node, seat]));
  const usages = await HostPromise.all(
    world.replicas.map(async (replica) => (await seats.get(replica.node)?.usage()) ?? null),
  );
  const figures = world.replicas.map((replica, index) => figuresOf(run, live, replica, usages[index] ?? null));
  return [...figures, ...modelFigures(run)];
}

function figuresOf(
  run: Run,
  live: Live,
  replica: Run['world']['replicas'][number],
  usage: Usage | null,
): ReplicaFigures {
  const { node, name, process, services, state, reason } = replica;
  const tally = run.telemetry.replicaAt(node);
  const life = live.lives.get(node);
  const { version, body } = run.world.residents.get(node)!;
  return {
    name,
    process,
    services,
    version,
    state,
    reason,
    place: life?.place ?? null,
    end: life?.end ?? null,
    sinceUs: life?.sinceUs ?? 0,
    restartAtUs: life?.restartAtUs ?? null,
    cpuBusyUs: (usage ? tally?.busyUs(usage.cpuBusyUs) : tally?.cpuBusyUs) ?? 0,
    inHand: usage?.inHand ?? 0,
    queued: usage?.queued ?? 0,
    heapBytes: usage?.heapBytes ?? 0,
    heapLimitBytes: usage?.heapLimitBytes ?? body.memoryBytes,
  };
}

/** Services without code have no body: only a queue and slots. */
function modelFigures({ world }: Run): ReplicaFigures[] {
  const coded = new Set(world.replicas.map((replica) => replica.process));
  const processes = world.fleet.processes.filter((process) => !coded.has(process.name));
  return processes.flatMap(({ name, services, version }) => {
    const models = services.flatMap((service) => world.models.get(service) ?? []);
    if (models.length === 0) return [];
    return {
      ...{
        name,
        process: name,
        services,
        version,
        state: 'ready' as const,
        reason: '',
        place: null,
        end: null,
        sinceUs: 0,
        restartAtUs: null,
      },
      ...{ cpuBusyUs: 0, heapBytes: 0, heapLimitBytes: 0 },
      inHand: models.reduce((sum, model) => sum + model.serving, 0),
      queued: models.reduce((sum, model) => sum + model.queued, 0),
    };
  });
}
