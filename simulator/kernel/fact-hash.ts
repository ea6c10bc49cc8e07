import type { Hash } from './hash.ts';
import type { Fact } from '../wire/facts.ts';

/**
 * What a fact adds to the digest. The kinds that come by the thousand add what tells two runs apart and no more:
 * what they repeat of messages, the messages have added already.
 */
export function hashFact(hash: Hash, fact: Fact): void {
  switch (fact.kind) {
    case 'span':
      hash
        .text(fact.name)
        .number(fact.startUs)
        .number(fact.endUs)
        .bits(fact.ok ? 1 : 2);
      return;
    case 'request':
      hash
        .text(fact.route)
        .number(fact.startUs)
        .number(fact.endUs)
        .number(fact.status ?? -1);
      return;
    case 'usage':
      hash.number(fact.cpuBusyUs).number(fact.heapBytes).number(fact.queuedMost);
      return;
    case 'log-broker':
      hash
        .text(fact.what)
        .number(fact.partition ?? -1)
        .number(fact.offset ?? -1)
        .number(fact.generation ?? -1);
      return;
    default:
      hash.value(fact);
  }
}
