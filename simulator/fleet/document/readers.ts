import type { Parsed } from '../grammar/parsed.ts';
import type { Place } from './place.ts';
import { joined, listed } from './read-fields.ts';
import type { Reader } from './read-fields.ts';
import { didYouMean } from './suggestion.ts';
import { isNothing, shown } from './yaml-value.ts';

/** A word that names something elsewhere in the file: checked when everything is known, reported where it stands. */
export interface Located {
  readonly text: string;
  readonly at: Place;
}

/** Any single value as it was written: `1.10` and `yes` stay what they are. */
export const text: Reader<string> = (value, path, problems) => {
  if (value.kind === 'scalar' && value.value !== null) return value.text;
  problems.add(value.at, path, shown(value), 'a text');
  return undefined;
};

export const reference: Reader<Located> = (value, path, problems) => {
  if (value.kind === 'scalar' && value.value !== null) return { text: value.text, at: value.at };
  problems.add(value.at, path, shown(value), 'a name');
  return undefined;
};

/** A text in one of the small grammars: durations, rates, sizes. */
export function written<T>(parse: (source: string) => Parsed<T>, expected: string): Reader<T> {
  return (value, path, problems) => {
    if (value.kind === 'scalar' && value.value !== null) {
      const parsed = parse(value.text);
      if (parsed.ok) return parsed.value;
      problems.add(value.at, path, shown(value), parsed.expected);
      return undefined;
    }
    problems.add(value.at, path, shown(value), expected);
    return undefined;
  };
}

export function wholeNumber(from: number, to: number): Reader<number> {
  return (value, path, problems) => {
    const number = value.kind === 'scalar' ? value.value : null;
    if (typeof number === 'number' && Number.isInteger(number) && number >= from && number <= to) return number;
    problems.add(value.at, path, shown(value), `a whole number from ${from} to ${to}`);
    return undefined;
  };
}

export function number(from: number, to: number): Reader<number> {
  return (value, path, problems) => {
    const found = value.kind === 'scalar' ? value.value : null;
    if (typeof found === 'number' && found >= from && found <= to) return found;
    problems.add(value.at, path, shown(value), `a number from ${from} to ${to}`);
    return undefined;
  };
}

export function oneOf<const T extends string>(...choices: readonly T[]): Reader<T> {
  return (value, path, problems) => {
    const found = value.kind === 'scalar' ? choices.find((choice) => choice === value.text) : undefined;
    if (found !== undefined) return found;
    const hint = value.kind === 'scalar' ? didYouMean(value.text, choices) : '';
    problems.add(value.at, path, shown(value), `${listed(choices, 'or')}${hint}`);
    return undefined;
  };
}

export function listOf<T>(reader: Reader<T>, what: string): Reader<readonly T[]> {
  return (value, path, problems) => {
    if (value.kind !== 'list') {
      problems.add(value.at, path, shown(value), `a list of ${what} in brackets`);
      return undefined;
    }
    const items: T[] = [];
    for (const [index, item] of value.items.entries()) {
      const read = reader(item, joined(path, String(index)), problems);
      if (read !== undefined) items.push(read);
    }
    return items;
  };
}

/** `schema: a.sql` and `schema: [a.sql, b.sql]` are both fine. */
export function oneOrMore<T>(reader: Reader<T>, what: string): Reader<readonly T[]> {
  const many = listOf(reader, what);
  return (value, path, problems) => {
    if (value.kind === 'list') return many(value, path, problems);
    const one = reader(value, path, problems);
    return one === undefined ? undefined : [one];
  };
}

/** A mapping with free keys; keys that are not allowed, and nothing as a value, are errors. */
export function recordOf<T>(key: (written: string) => Parsed<string>, reader: Reader<T>): Reader<Record<string, T>> {
  return (value, path, problems) => {
    if (value.kind !== 'mapping') {
      problems.add(value.at, path, shown(value), 'a mapping');
      return undefined;
    }
    const entries: [string, T][] = [];
    for (const entry of value.entries) {
      const name = key(entry.key);
      const inside = joined(path, entry.key);
      if (!name.ok) problems.add(entry.keyAt, path, JSON.stringify(entry.key), name.expected);
      if (isNothing(entry.value)) problems.add(entry.value.at, inside, 'nothing', 'a value');
      else {
        const read = reader(entry.value, inside, problems);
        if (name.ok && read !== undefined) entries.push([name.value, read]);
      }
    }
    return Object.fromEntries(entries);
  };
}
