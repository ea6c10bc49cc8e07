import { linkPolicyFor } from '../../../fleet/world/link-policy.ts';
import { attemptsOf } from '../reading/attempts.ts';
import { fleetAt } from '../reading/fleet-at.ts';
import { factsOf } from '../reading/facts-of.ts';
import { groupedBy } from '../reading/grouped.ts';
import type { Checker, Violation } from '../violation.ts';

/** I9: a call is made once and ends once; what comes after its end changes nothing for its caller. */
const endsOnce: Checker = (record) => {
  const violations: Violation[] = [];
  const departures = record.packets.filter((packet) => packet.what !== 'deliver' && packet.packet !== 'disconnect');
  for (const [name, own] of groupedBy(departures, (packet) => `${packet.caller}/${packet.exchange}`)) {
    const report = (text: string): unknown =>
      violations.push({ id: 'I9', text: `exchange ${name} ${text}`, witness: own });
    const count = (...kinds: string[]): number => own.filter((packet) => kinds.includes(packet.packet)).length;
    if (count('call') !== 1) report(`has ${count('call')} calls`);
    if (count('answer', 'failure') > 1) report('was answered more than once');
    if (count('cancel') > 1) report('was given up more than once');
  }
  for (const [spanId, own] of groupedBy(factsOf(record, 'request'), (request) => request.spanId)) {
    if (own.length > 1) violations.push({ id: 'I9', text: `request ${spanId} ended more than once`, witness: own });
  }
  return violations;
};

/** I10: whoever waits no longer than so long gives up at that very microsecond. */
const timeoutsAreExact: Checker = (record) => {
  const violations: Violation[] = [];
  const limits = new Map(record.fleet.traffic.map((flow) => [flow.name, flow.timeoutUs]));
  const judge = (tookUs: number, limitUs: number, timedOut: boolean, witness: unknown): void => {
    if (timedOut ? tookUs === limitUs : tookUs <= limitUs) return;
    violations.push({ id: 'I10', text: `waited ${tookUs} us where ${limitUs} us is the limit`, witness });
  };
  for (const request of factsOf(record, 'request')) {
    const limitUs = limits.get(request.flow);
    if (limitUs !== undefined) judge(request.endUs - request.startUs, limitUs, request.failure === 'timeout', request);
  }
  for (const attempt of attemptsOf(record)) {
    // Further attempts go by what held when the call began.
    if (attempt.number > 1 && record.history.length > 1) continue;
    const { timeoutUs } = linkPolicyFor(fleetAt(record, attempt.startUs), attempt.service, attempt.host);
    const timedOut = attempt.errorType === 'timeout';
    if (timeoutUs !== null) judge(attempt.endUs - attempt.startUs, timeoutUs, timedOut, attempt);
  }
  return violations;
};

export const exchangeCheckers: readonly Checker[] = [endsOnce, timeoutsAreExact];
