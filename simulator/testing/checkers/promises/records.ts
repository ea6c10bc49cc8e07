import { factsOf } from '../reading/facts-of.ts';
import { groupedBy } from '../reading/grouped.ts';
import type { Checker, Violation } from '../violation.ts';

/**
 * I25, for groups that promise every record at least once: nobody's place passes a record whose handling has not succeeded.
 * Not among the rules for all: a service may well commit first and work later.
 */
export const workComesBeforeItsCommit: Checker = (record) => {
  const violations: Violation[] = [];
  const done = new Map<string, { readonly offset: number; readonly atUs: number }[]>();
  for (const span of factsOf(record, 'span')) {
    const offset = span.attributes['messaging.kafka.offset'];
    if (span.spanKind !== 'consumer' || typeof offset !== 'number' || !span.ok) continue;
    const { 'messaging.consumer.group.name': group, 'messaging.destination.name': topic } = span.attributes;
    const place = `${String(group)}/${String(topic)}/${String(span.attributes['messaging.destination.partition.id'])}`;
    done.set(place, [...(done.get(place) ?? []), { offset, atUs: span.endUs }]);
  }
  for (const fact of factsOf(record, 'log-broker')) {
    if (fact.what !== 'commit' || fact.why !== 'consumed') continue;
    const place = `${fact.group}/${fact.topic}/${fact.partition}`;
    const furthest = Math.max(
      -1,
      ...(done.get(place) ?? []).filter(({ atUs }) => atUs <= fact.atUs).map(({ offset }) => offset),
    );
    if (fact.offset! <= furthest + 1) continue;
    violations.push({
      id: 'I25',
      text: `${place} was committed at ${fact.offset} with work done up to ${furthest}`,
      witness: fact,
    });
  }
  return violations;
};

/** I27, for producers that leave the partition to the default partitioner: one key, one partition. */
export const keysStayTogether: Checker = (record) => {
  const violations: Violation[] = [];
  const appends = factsOf(record, 'log-broker').filter(({ what, key }) => what === 'append' && key != null);
  for (const [key, own] of groupedBy(appends, (fact) => `${fact.topic} ${fact.key}`)) {
    const partitions = new Set(own.map((fact) => fact.partition));
    if (partitions.size > 1)
      violations.push({ id: 'I27', text: `${key} is in ${partitions.size} partitions`, witness: own });
  }
  return violations;
};
