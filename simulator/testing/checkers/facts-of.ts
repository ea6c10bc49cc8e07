import type { RunRecord } from '../run-record.ts';
import type { Fact, Stamp } from '../../wire/facts.ts';

export type FactOf<Kind extends Fact['kind']> = Stamp & Extract<Fact, { readonly kind: Kind }>;

/** All facts of one kind, each with its stamp. */
export function factsOf<Kind extends Fact['kind']>(record: RunRecord, kind: Kind): FactOf<Kind>[] {
  const found: FactOf<Kind>[] = [];
  for (const { fact, ...stamp } of record.facts) {
    if (fact.kind === kind) found.push({ ...stamp, ...fact } as FactOf<Kind>);
  }
  return found;
}
