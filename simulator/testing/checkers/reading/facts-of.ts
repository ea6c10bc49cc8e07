import type { RunRecord } from '../../run-record.ts';
import type { Fact, Stamp, Stamped } from '../../../wire/facts.ts';

export type FactOf<Kind extends Fact['kind']> = Stamp & Extract<Fact, { readonly kind: Kind }>;

/** Every checker asks for the same few kinds, so each record is sorted once. */
const byKind = new WeakMap<readonly Stamped[], Map<string, (Stamp & Fact)[]>>();

/** All facts of one kind, each with its stamp. */
export function factsOf<Kind extends Fact['kind']>(record: RunRecord, kind: Kind): readonly FactOf<Kind>[] {
  let kinds = byKind.get(record.facts);
  if (!kinds) byKind.set(record.facts, (kinds = sorted(record.facts)));
  return (kinds.get(kind) ?? []) as readonly Stamp[] as readonly FactOf<Kind>[];
}

function sorted(facts: readonly Stamped[]): Map<string, (Stamp & Fact)[]> {
  const kinds = new Map<string, (Stamp & Fact)[]>();
  for (const { fact, atUs, node, sequence } of facts) {
    const flat = { ...fact, atUs, node, sequence };
    const own = kinds.get(fact.kind);
    if (own) own.push(flat);
    else kinds.set(fact.kind, [flat]);
  }
  return kinds;
}
