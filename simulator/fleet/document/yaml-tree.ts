import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Alias, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { Problems } from '../fleet-error.ts';
import { unshielded } from './flow-text.ts';
import type { Place } from './place.ts';
import { isNothing, quoted, shown } from './yaml-value.ts';
import type { YamlEntry, YamlMapping, YamlScalar, YamlValue } from './yaml-value.ts';

// Ten aliases of ten aliases of ten ... make a small file large. What a file may grow to by its aliases:
const valuesMax = 200_000;

interface Weighed {
  readonly value: YamlValue;
  readonly weight: number;
}

/** Turns the parser's nodes of one document into `YamlValue`s. */
export class YamlTree {
  private readonly placeOf: (offset: number) => Place;
  private readonly problems: Problems;
  private readonly anchored = new Map<string, Weighed>();
  private weight = 0;
  /** Set where a part had to be left out, so that what is missing is not reported a second time. */
  incomplete = false;

  constructor(placeOf: (offset: number) => Place, problems: Problems) {
    this.placeOf = placeOf;
    this.problems = problems;
  }

  valueOf(node: unknown): YamlValue {
    return this.read(node, this.placeOf(0));
  }

  private read(node: unknown, fallback: Place): YamlValue {
    if (isAlias(node)) return this.followed(node);
    const before = this.weight;
    this.weight += 1;
    const at = placeOfNode(node, this.placeOf, fallback);
    const value = isMap(node)
      ? this.mapping(node, at)
      : isSeq(node)
        ? this.list(node, at)
        : scalar(isScalar(node) ? node : null, at);
    const anchor = anchorOf(node);
    if (anchor !== undefined) this.anchored.set(anchor, { value, weight: this.weight - before });
    return value;
  }

  private followed(alias: Alias): YamlValue {
    const at = placeOfNode(alias, this.placeOf, this.placeOf(0));
    const known = this.anchored.get(alias.source);
    if (this.weight > valuesMax) return nothing(at);
    if (known === undefined) {
      this.incomplete = true;
      const expected = `an alias of an anchor that stands before it and is complete, such as &${unshielded(alias.source)}`;
      this.problems.add(at, '', quoted(`*${unshielded(alias.source)}`), expected);
      return nothing(at);
    }
    this.weight += known.weight;
    if (this.weight > valuesMax) {
      this.incomplete = true;
      const expected = `at most ${valuesMax} values when every alias is written out`;
      this.problems.add(at, '', 'aliases that grow beyond measure', expected);
      return nothing(at);
    }
    return known.value;
  }

  private list(node: YAMLSeq, at: Place): YamlValue {
    return { kind: 'list', items: node.items.map((item) => this.read(item, at)), at };
  }

  private mapping(node: YAMLMap, at: Place): YamlMapping {
    const own = new Map<string, YamlEntry>();
    const merged: YamlValue[] = [];
    for (const pair of node.items) {
      const keyAt = placeOfNode(pair.key, this.placeOf, at);
      if (isScalar(pair.key) && pair.key.type === 'PLAIN' && pair.key.source === '<<') {
        merged.push(this.read(pair.value, keyAt));
        continue;
      }
      const key = this.keyOf(pair.key, keyAt);
      const value = this.read(pair.value, keyAt);
      if (key === null) continue;
      const first = own.get(key);
      if (first === undefined) own.set(key, { key, keyAt, value });
      else {
        const expected = `each key once; the first one is on line ${first.keyAt.line}`;
        this.problems.add(keyAt, '', `${quoted(key)} a second time`, expected);
      }
    }
    for (const source of merged) this.mergeInto(own, source);
    return { kind: 'mapping', entries: [...own.values()], at };
  }

  private mergeInto(own: Map<string, YamlEntry>, source: YamlValue): void {
    const sources = source.kind === 'list' ? source.items : [source];
    for (const each of sources) {
      if (each.kind !== 'mapping') {
        if (this.incomplete && isNothing(each)) continue;
        this.problems.add(each.at, '<<', shown(each), 'an alias of a mapping, or a list of them');
        continue;
      }
      for (const entry of each.entries) if (!own.has(entry.key)) own.set(entry.key, entry);
    }
  }

  private keyOf(node: unknown, at: Place): string | null {
    if (isScalar(node) && node.value !== null) return scalar(node, at).text;
    this.incomplete = true;
    this.problems.add(at, '', isScalar(node) ? 'nothing' : 'a list, a mapping or an alias', 'a name as the key');
    return null;
  }
}

function scalar(node: Scalar | null, at: Place): YamlScalar {
  const value = node?.value ?? null;
  if (node === null || value === null) return nothing(at);
  if (typeof value === 'string') {
    const text = unshielded(value);
    return { kind: 'scalar', value: text, text, at };
  }
  const text = unshielded(node.source ?? `${value as number}`);
  return { kind: 'scalar', value: typeof value === 'number' || typeof value === 'boolean' ? value : text, text, at };
}

function nothing(at: Place): YamlScalar {
  return { kind: 'scalar', value: null, text: '', at };
}

function placeOfNode(node: unknown, placeOf: (offset: number) => Place, fallback: Place): Place {
  const range = (node as { range?: readonly number[] | null } | null | undefined)?.range;
  return range === undefined || range === null ? fallback : placeOf(range[0]!);
}

function anchorOf(node: unknown): string | undefined {
  return (node as { anchor?: string } | null | undefined)?.anchor;
}
