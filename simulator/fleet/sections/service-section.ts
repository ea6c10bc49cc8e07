import type { DistributionSpec } from '../../wire/distribution-spec.ts';
import type { Place } from '../document/place.ts';
import { entryOf, joined, readFields } from '../document/read-fields.ts';
import type { Reader } from '../document/read-fields.ts';
import { listOf, recordOf, reference, text, wholeNumber } from '../document/readers.ts';
import type { Located } from '../document/readers.ts';
import { quoted, shown } from '../document/yaml-value.ts';
import type { YamlValue } from '../document/yaml-value.ts';
import type { Model } from '../fleet.ts';
import type { Problems } from '../fleet-error.ts';
import { parseName, parseTopicName, parseVariableName } from '../grammar/names.ts';
import { parsed, unparsed } from '../grammar/parsed.ts';
import type { Parsed } from '../grammar/parsed.ts';
import { parseRequestLine } from '../grammar/request-line.ts';
import { defaultCost, defaultModel, limits } from './defaults.ts';
import { namedEntries } from './fields/named-entries.ts';
import { distribution, share } from './fields/value-readers.ts';

export interface ServiceDraft {
  readonly name: string;
  readonly at: Place;
  readonly path: string;
  /** null for the conventional place, services/<name>.ts. */
  readonly code: Located | null;
  readonly env: Readonly<Record<string, string>>;
  readonly uses: readonly { readonly role: string; readonly name: Located }[];
  readonly cost: Readonly<Record<string, DistributionSpec>>;
  /** Names in `cost` that must then be topics. */
  readonly costTopics: readonly Located[];
  readonly model: ModelDraft | null;
}

export interface ModelDraft extends Omit<Model, 'calls'> {
  readonly calls: readonly (readonly Located[])[];
}

/** `[a, [b, c], d]`: a, then b and c at once, then d. */
const calls: Reader<readonly (readonly Located[])[]> = (value, path, problems) => {
  const together = listOf(reference, 'services that are called at once');
  if (value.kind !== 'list') {
    problems.add(value.at, path, shown(value), 'a list of services in brackets');
    return undefined;
  }
  const steps = value.items.map((item, index) => {
    if (item.kind === 'list') return together(item, joined(path, String(index)), problems) ?? [];
    const one = reference(item, joined(path, String(index)), problems);
    return one === undefined ? [] : [one];
  });
  return steps.filter((step) => step.length > 0);
};

const model: Reader<ModelDraft> = (value, path, problems) => {
  const read = readFields(value, path, problems, {
    latency: distribution,
    errors: share,
    calls,
    concurrency: wholeNumber(1, limits.slots),
    queue: wholeNumber(0, limits.slots),
  });
  return { ...defaultModel, calls: [], ...read };
};

interface Costs {
  readonly cost: Readonly<Record<string, DistributionSpec>>;
  readonly topics: readonly Located[];
}

const cost: Reader<Costs> = (value, path, problems) => {
  if (value.kind !== 'mapping') {
    const all = distribution(value, path, problems);
    return all === undefined ? undefined : { cost: { default: all }, topics: [] };
  }
  const read = recordOf(costKey, distribution)(value, path, problems);
  const topics = value.entries.filter((entry) => entry.key !== 'default' && parseTopicName(entry.key).ok);
  return { cost: read ?? {}, topics: topics.map((entry) => ({ text: entry.key, at: entry.keyAt })) };
};

function costKey(key: string): Parsed<string> {
  const route = parseRequestLine(key);
  if (route.ok || parseTopicName(key).ok) return parsed(key);
  return unparsed('default, a route such as POST /orders, or a topic');
}

const uses: Reader<ServiceDraft['uses']> = (value, path, problems) => {
  const read = recordOf(parseName, reference)(value, path, problems);
  return read === undefined ? undefined : Object.entries(read).map(([role, name]) => ({ role, name }));
};

const fields = {
  code: reference,
  env: recordOf(parseVariableName, text),
  uses,
  cost,
  model,
};

export function readServices(section: YamlValue, problems: Problems): ServiceDraft[] {
  return namedEntries(section, 'services', problems).map(({ name, at, path, value }) => {
    const read = readFields(value, path, problems, fields);
    const code = entryOf(value, 'code');
    if (read.code !== undefined && read.model !== undefined) {
      problems.add(code?.keyAt ?? at, path, 'both code and model', 'one of them: a model is a service without code');
    }
    for (const field of ['cost', 'uses'] as const) {
      const entry = entryOf(value, field);
      if (read.model === undefined || read[field] === undefined || entry === undefined) continue;
      problems.warn(entry.keyAt, path, quoted(field), 'only latency, errors and calls to matter in a model');
    }
    return {
      name,
      at,
      path,
      code: read.code ?? null,
      env: read.env ?? {},
      uses: read.uses ?? [],
      cost: { default: defaultCost, ...read.cost?.cost },
      costTopics: read.cost?.topics ?? [],
      model: read.model ?? null,
    };
  });
}
