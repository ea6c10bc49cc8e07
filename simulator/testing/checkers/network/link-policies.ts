import { linkPolicyFor } from '../../../fleet/world/link-policy.ts';
import { attemptsOf } from '../reading/attempts.ts';
import { fleetAt } from '../reading/fleet-at.ts';
import { factsOf } from '../reading/facts-of.ts';
import { groupedBy } from '../reading/grouped.ts';
import type { Attempt } from '../reading/attempts.ts';
import type { FactOf } from '../reading/facts-of.ts';
import type { Checker, Violation } from '../violation.ts';
import type { RunRecord } from '../../run-record.ts';
import type { BreakerPolicy, RetryPolicy } from '../../../fleet/fleet.ts';
import type { Micros, NodeId } from '../../../wire/packet.ts';

const idempotent: readonly string[] = ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'];
const neverArrived: readonly (string | null)[] = ['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH'];

/** I14: no more attempts than the policy has, only where it may, and after the pause that it says. */
const retriesFollowPolicy: Checker = (record) => {
  const violations: Violation[] = [];
  for (const [, own] of groupedBy(attemptsOf(record), ({ sidecar, call }) => `${sidecar} ${call}`)) {
    const first = own[0]!;
    const { retries } = linkPolicyFor(fleetAt(record, first.startUs), first.service, first.host);
    own.forEach((attempt, index) => {
      const why = whyNot(attempt, own[index - 1], index + 1, retries);
      if (why !== null) violations.push({ id: 'I14', text: `${first.service} -> ${first.host} ${why}`, witness: own });
    });
  }
  return violations;
};

function whyNot(
  attempt: Attempt,
  before: Attempt | undefined,
  number: number,
  retries: RetryPolicy | null,
): string | null {
  if (attempt.number !== number) return `has attempt ${attempt.number} in place ${number}`;
  if (before === undefined) return null;
  if (retries === null || number > retries.attempts + 1) return `was tried ${number} times`;
  if (before.ok) return 'was tried again after it had succeeded';
  if (!idempotent.includes(attempt.method) && !neverArrived.includes(before.errorType))
    return `sent a ${attempt.method} again that may have been carried out`;
  const pauseUs = attempt.startUs - before.endUs;
  let mostUs = retries.backoffUs;
  for (let doubled = 1; doubled < before.number; doubled++) mostUs *= 2;
  const leastUs = retries.jitter === 'full' ? 0 : mostUs;
  return pauseUs < leastUs || pauseUs > mostUs ? `paused ${pauseUs} us, not ${leastUs} to ${mostUs} us` : null;
}

const legal: readonly string[] = ['closed open', 'open half-open', 'half-open closed', 'half-open open'];

/** I16: a breaker changes only as breakers may, on the failures it has seen, and lets nothing through while it is open. */
const breakersAreLegal: Checker = (record) => {
  const violations: Violation[] = [];
  const breakers = groupedBy(factsOf(record, 'breaker'), ({ node, service, name }) => `${node} ${service} ${name}`);
  for (const [, changes] of breakers) {
    const report = (text: string, witness: unknown): void =>
      void violations.push({ id: 'I16', text: `breaker ${changes[0]!.name} ${text}`, witness });
    let from = 'closed';
    let lastUs = 0;
    for (const change of changes) {
      // What a service's own code keeps is gone with its process.
      if (change.where === 'code' && hasStarted(record, change.node, lastUs, change.atUs)) from = 'closed';
      // One whose rule was changed begins anew, and says so.
      if (change.where === 'link' && change.to === 'closed' && wasSet(record, change.atUs)) from = 'half-open';
      lastUs = change.atUs;
      if (!legal.includes(`${from} ${change.to}`)) report(`went from ${from} to ${change.to}`, change);
      from = change.to;
    }
    if (changes[0]!.where === 'link') judgeLinkBreaker(record, changes, report);
  }
  return violations;
};

function wasSet({ history }: RunRecord, atUs: Micros): boolean {
  return history.some(({ sinceUs }) => sinceUs > 0 && sinceUs === atUs);
}

function hasStarted(record: RunRecord, node: NodeId, afterUs: Micros, byUs: Micros): boolean {
  const lives = factsOf(record, 'process').filter((fact) => fact.node === node && fact.state === 'starting');
  return lives.some(({ atUs }) => atUs > afterUs && atUs <= byUs);
}

type Report = (text: string, witness: unknown) => void;

function judgeLinkBreaker(record: RunRecord, changes: readonly FactOf<'breaker'>[], report: Report): void {
  const first = changes[0]!;
  const host = first.name.slice(first.name.indexOf(' -> ') + 4);
  // With rules that changed, which one held for which failure is told by no fact.
  if (record.history.length > 1) return;
  const { breaker } = linkPolicyFor(record.fleet, first.service, host);
  if (!breaker) return report('has no policy', first);
  const attempts = attemptsOf(record).filter((attempt) => attempt.sidecar === first.node && attempt.host === host);
  changes.forEach((change, index) => {
    const sinceUs = changes[index - 1]?.atUs ?? 0;
    const untilUs = changes[index + 1]?.atUs ?? Infinity;
    const within = attempts.filter(({ startUs }) => startUs >= change.atUs && startUs < untilUs);
    const early = within.find(({ startUs }) => startUs > change.atUs);
    if (change.to === 'open' && early) report('let a call through while it was open', early);
    if (change.to === 'half-open') {
      if (change.atUs - sinceUs < breaker.resetUs) report('tried again too soon', change);
      const overlapping = within.find((attempt, place) => place > 0 && attempt.startUs < within[place - 1]!.endUs);
      if (overlapping) report('let two probes out at once', overlapping);
    }
    if (change.to === 'open' && changes[index - 1]?.to !== 'half-open') {
      const seen = attempts.filter(({ startUs, endUs }) => startUs >= sinceUs && endUs <= change.atUs);
      if (!isEnough(seen, change.atUs, breaker)) report('opened without enough failures', seen);
      const tooLate = seen
        .filter(({ endUs }) => endUs < change.atUs)
        .find(({ endUs }) => isEnough(seen, endUs, breaker));
      if (tooLate) report('opened later than its policy says', tooLate);
    }
  });
}

function isEnough(attempts: readonly Attempt[], atUs: number, policy: BreakerPolicy): boolean {
  const window = attempts.filter(({ endUs }) => endUs <= atUs && endUs > atUs - policy.windowUs);
  const failures = window.filter((attempt) => !attempt.ok).length;
  return window.length >= policy.volume && failures >= window.length * policy.errorShare;
}

export const linkPolicyCheckers: readonly Checker[] = [retriesFollowPolicy, breakersAreLegal];
