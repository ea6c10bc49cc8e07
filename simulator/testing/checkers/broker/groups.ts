import { partitionsOf } from './records.ts';
import { factsOf } from '../reading/facts-of.ts';
import { groupedBy } from '../reading/grouped.ts';
import type { BrokerFact } from './records.ts';
import type { Checker, Violation } from '../violation.ts';

/** I24: a group reads on where it is: not past what it has not been given, unless it seeks or lost its place. */
const nobodySkips: Checker = (record) => {
  const violations: Violation[] = [];
  for (const [name, own] of partitionsOf(record)) {
    for (const [group, facts] of groupedBy(own, (fact) => fact.group)) {
      if (group !== undefined) violations.push(...skipsIn(name, facts));
    }
  }
  return violations;
};

function skipsIn(name: string, facts: readonly BrokerFact[]): Violation[] {
  const violations: Violation[] = [];
  let next: number | null = null;
  let asked = 0;
  let committed: number | null = null;
  let isLost = false;
  for (const fact of facts) {
    const offset = fact.offset!;
    if (fact.what === 'out of range') isLost = true;
    if (fact.what === 'commit') committed = offset;
    if (fact.what === 'fetch') {
      // Without a committed place each new member begins where its own rule says.
      const isKnown = next === null || committed === null || offset <= next || offset === committed || isLost;
      if (!isKnown)
        violations.push({ id: 'I24', text: `${name}: asked for ${offset} after ${next! - 1}`, witness: fact });
      asked = offset;
      isLost = false;
    }
    if (fact.what !== 'deliver') continue;
    if (offset !== asked)
      violations.push({ id: 'I24', text: `${name}: was given ${offset} where ${asked} was next`, witness: fact });
    asked = offset + 1;
    next = Math.max(next ?? 0, offset + 1);
  }
  return violations;
}

/** I26: a group's place only grows, unless somebody seeks, and who belongs to an older generation cannot move it. */
const placesGrow: Checker = (record) => {
  const violations: Violation[] = [];
  const generations = new Map<string, number>();
  const places = new Map<string, number>();
  for (const fact of factsOf(record, 'log-broker')) {
    const { what, group, generation = -1, topic, partition, offset = 0, why } = fact;
    if (what === 'join') generations.set(group!, Math.max(generation, generations.get(group!) ?? 0));
    if (what !== 'commit') continue;
    const place = `${group}/${topic}/${partition}`;
    const isOlder = generation >= 0 && generation < (generations.get(group!) ?? 0);
    if (isOlder) violations.push({ id: 'I26', text: `${place} was moved by an older generation`, witness: fact });
    if (why === 'consumed' && offset < (places.get(place) ?? 0))
      violations.push({ id: 'I26', text: `${place} went back from ${places.get(place)} to ${offset}`, witness: fact });
    places.set(place, offset);
  }
  return violations;
};

/** I28: in one generation of a group every partition has one owner, and none is left out. */
const oneOwner: Checker = (record) => {
  const violations: Violation[] = [];
  const assigns = factsOf(record, 'log-broker').filter((fact) => fact.what === 'assign');
  for (const [name, own] of groupedBy(assigns, ({ node, group, generation }) => `${node} ${group} ${generation}`)) {
    const owned = own.flatMap(({ assignment = {} }) =>
      Object.entries(assignment).flatMap(([topic, partitions]) =>
        partitions.map((partition) => ({ topic, partition })),
      ),
    );
    for (const [topic, places] of groupedBy(owned, (place) => place.topic)) {
      const numbers = places.map((place) => place.partition).sort((left, right) => left - right);
      const isWhole = numbers.every((number, index) => number === index);
      const declared = record.fleet.brokers.flatMap((broker) => broker.topics).find((known) => known.name === topic);
      if (isWhole && numbers.length >= (declared?.partitions ?? 0)) continue;
      violations.push({ id: 'I28', text: `group ${name}: ${topic} is owned as ${numbers.join(', ')}`, witness: own });
    }
  }
  return violations;
};

export const brokerGroupCheckers: readonly Checker[] = [nobodySkips, placesGrow, oneOwner];
