import type { Run } from '../run.ts';
import type { Evidence } from '../../telemetry/explain/evidence.ts';
import type { Live, LiveNames } from '../../telemetry/live/live.ts';

/** What a run knows, for those who look for causes. */
export function evidenceOf(run: Run, live: Live, names: LiveNames): Evidence {
  const { fleet } = run.world;
  const homeOf = (service: string) => fleet.processes.find((process) => process.services.includes(service));
  return {
    faultsWithin: (fromUs, untilUs) => live.happenings.faultsWithin(fromUs, untilUs),
    changesWithin: (fromUs, untilUs) => live.happenings.changesWithin(fromUs, untilUs),
    versionOf: (name) => [...run.world.residents.values()].find((each) => each.name === name)?.version ?? null,
    breakersNotClosed: (service, atUs) => live.breakers.notClosed(service, atUs),
    calleeOf: names.calleeOf,
    calledBy: (service) =>
      [...live.links.keys()].flatMap((key) => (key.startsWith(`${service}->`) ? [key.slice(service.length + 2)] : [])),
    brokerOf: (topic) => names.brokerOf(topic)?.name ?? null,
    processOf: (service) => homeOf(service)?.name ?? null,
    slotsOf: (service) => {
      const home = homeOf(service);
      return home ? home.concurrency * home.replicas : null;
    },
    traces: () => run.telemetry.traces.all(),
    errorsIn: (traceId, service) =>
      run.telemetry.logs
        .rows()
        .filter((row) => row.traceId === traceId && row.service === service && row.level === 'error'),
  };
}
