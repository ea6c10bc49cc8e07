import type { Fleet } from '../../fleet/fleet.ts';
import type { Evidence } from '../../telemetry/explain/evidence.ts';
import type { Live, LiveNames } from '../../telemetry/live/live.ts';
import type { LogRow } from '../../telemetry/report.ts';

interface Sources extends Pick<Evidence, 'versionOf' | 'tracesSince'> {
  readonly names: LiveNames;
  readonly folds: Pick<Live, 'happenings' | 'breakers'>;
  /** `orders->payments`, of all that anybody called. */
  links(): Iterable<string>;
  fleet(): Fleet;
  logsOf(traceId: string): readonly LogRow[];
}

/** What a run knows, for those who look for causes. */
export function evidenceOf({ names, folds, links, fleet, versionOf, tracesSince, logsOf }: Sources): Evidence {
  const homeOf = (service: string) => fleet().processes.find((process) => process.services.includes(service));
  return {
    faultsWithin: (fromUs, untilUs) => folds.happenings.faultsWithin(fromUs, untilUs),
    changesWithin: (fromUs, untilUs) => folds.happenings.changesWithin(fromUs, untilUs),
    versionOf,
    breakersNotClosed: (service, atUs) => folds.breakers.notClosed(service, atUs),
    calleeOf: names.calleeOf,
    calledBy: (service) =>
      [...links()].flatMap((key) => (key.startsWith(`${service}->`) ? [key.slice(service.length + 2)] : [])),
    brokerOf: (topic) => names.brokerOf(topic)?.name ?? null,
    processOf: (service) => homeOf(service)?.name ?? null,
    slotsOf: (service) => {
      const home = homeOf(service);
      return home ? home.concurrency * home.replicas : null;
    },
    tracesSince,
    errorsIn: (traceId, service) => logsOf(traceId).filter((row) => row.service === service && row.level === 'error'),
  };
}
