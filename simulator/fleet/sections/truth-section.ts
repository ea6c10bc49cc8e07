import { entriesOf, entryOf, joined, readFields } from '../document/read-fields.ts';
import type { Reader } from '../document/read-fields.ts';
import { listOf, reference, text, wholeNumber } from '../document/readers.ts';
import { didYouMean } from '../document/suggestion.ts';
import { isNothing, quoted, shown } from '../document/yaml-value.ts';
import type { YamlEntry, YamlValue } from '../document/yaml-value.ts';
import type { LineSource, Truth, TruthClaim } from '../fleet.ts';
import type { Problems } from '../fleet-error.ts';
import { limits } from './defaults.ts';
import { kindNamed } from './fleet-names.ts';
import type { FleetNames } from './fleet-names.ts';

const asWritten: Reader<YamlValue> = (value) => value;
const fields = { never: asWritten, each: asWritten, has: asWritten, says: text };
const sourceFields = {
  ...{ store: reference, rows: text, topic: reference, answers: reference },
  ...{ status: wholeNumber(100, 599), fields: listOf(text, 'fields') },
};
const titleLengthMax = 100;
const claimExpected = 'never: { store: ..., rows: select ... }, or each: and has:';

/**
 * What must hold whatever breaks. Stores, topics and flows are looked up; SQL is only read when it is asked. An inherited truth
 * about something that this file took away lapses with it.
 */
export function readTruths(section: YamlValue, names: FleetNames, ownFile: string, problems: Problems): Truth[] {
  const entries = entriesOf(section, 'truths', 'sentences to what shows that they hold', problems);
  const surplus = entries[limits.entries];
  if (surplus !== undefined)
    problems.add(surplus.keyAt, 'truths', `${entries.length} entries`, `at most ${limits.entries}`);
  return entries
    .filter(({ value }) => !isNothing(value))
    .slice(0, limits.entries)
    .flatMap((entry) => (isGone(entry.value, names, ownFile) ? [] : (readTruth(entry, names, problems) ?? [])));
}

function readTruth(entry: YamlEntry, names: FleetNames, problems: Problems): Truth | null {
  const { key: name, keyAt, value } = entry;
  const path = joined('truths', name);
  if (name.trim() === '' || name.length > titleLengthMax)
    problems.add(keyAt, 'truths', quoted(name), `a sentence of at most ${titleLengthMax} characters`);
  const read = readFields(value, path, problems, fields);
  const source = (field: 'never' | 'each' | 'has'): LineSource | null =>
    read[field] === undefined ? null : readSource(read[field], joined(path, field), names, problems);
  const [never, each, among] = [source('never'), source('each'), source('has')];
  if ((read.never === undefined) === (read.each === undefined)) problems.add(keyAt, path, 'no claim', claimExpected);
  else if ((read.each === undefined) !== (read.has === undefined))
    problems.add(keyAt, path, `only one of each and has`, 'each: with the has: that it is looked for in');
  if (read.says === undefined && entryOf(value, 'says') === undefined)
    problems.add(keyAt, path, 'no says', 'says: what is wrong, such as order ${id} was charged twice');
  const claim = claimOf(never, each, among);
  return claim === null || read.says === undefined ? null : { name, claim, says: read.says };
}

const sourceNames = ['store', 'topic', 'answers'] as const;

function isGone(truth: YamlValue, names: FleetNames, ownFile: string): boolean {
  const known = [...names.stores, ...names.topics.keys(), ...names.flows];
  return ['never', 'each', 'has'].some((claim) => {
    const source = entryOf(truth, claim)?.value;
    return sourceNames.some((field) => {
      const name = source && entryOf(source, field)?.value;
      return name?.kind === 'scalar' && name.at.file !== ownFile && !known.includes(name.text);
    });
  });
}

function claimOf(never: LineSource | null, each: LineSource | null, among: LineSource | null): TruthClaim | null {
  if (never) return { kind: 'never', lines: never };
  return each && among ? { kind: 'each', lines: each, among } : null;
}

const sourceExpected =
  '{ store: ..., rows: select ... }, { topic: ..., fields: [...] } or { answers: ..., status: 201, fields: [...] }';

function readSource(value: YamlValue, path: string, names: FleetNames, problems: Problems): LineSource | null {
  const read = readFields(value, path, problems, sourceFields);
  const known = (field: 'store' | 'topic' | 'answers', among: Iterable<string>, what: string): void => {
    const name = read[field];
    const all = [...among];
    if (name === undefined || all.includes(name.text)) return;
    const found = `${quoted(name.text)}${kindNamed(names, name.text)}`;
    problems.add(name.at, joined(path, field), found, `${what} of this fleet${didYouMean(name.text, all)}`);
  };
  known('store', names.stores, 'a store');
  known('topic', names.topics.keys(), 'a topic');
  known('answers', names.flows, 'a flow');
  const { store, rows, topic, answers, status, fields: wanted } = read;
  if ([store, topic, answers].filter((source) => source !== undefined).length > 1) {
    problems.add(value.at, path, 'more than one source of lines', sourceExpected);
    return null;
  }
  if (store && rows !== undefined) return { kind: 'rows', store: store.text, sql: rows };
  if (topic && wanted) return { kind: 'records', topic: topic.text, fields: wanted };
  if (answers && status !== undefined && wanted) return { kind: 'answers', flow: answers.text, status, fields: wanted };
  problems.add(value.at, path, value.kind === 'mapping' ? 'no whole source of lines' : shown(value), sourceExpected);
  return null;
}
