import type { Place } from './place.ts';

/** A YAML document as plain data that remembers where each part stood: aliases followed, merge keys applied. */
export type YamlValue = YamlScalar | YamlMapping | YamlList;

export interface YamlScalar {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** As written, without quotes: `1.10` stays `1.10`. */
  readonly text: string;
  readonly at: Place;
}

export interface YamlEntry {
  readonly key: string;
  readonly keyAt: Place;
  readonly value: YamlValue;
}

export interface YamlMapping {
  readonly kind: 'mapping';
  /** No two with one key. */
  readonly entries: readonly YamlEntry[];
  readonly at: Place;
}

export interface YamlList {
  readonly kind: 'list';
  readonly items: readonly YamlValue[];
  readonly at: Place;
}

export function isNothing(value: YamlValue): boolean {
  return value.kind === 'scalar' && value.value === null;
}

const shownMax = 60;

/** How an error names what it found. */
export function shown(value: YamlValue): string {
  if (value.kind === 'mapping') return value.entries.length === 0 ? 'an empty mapping' : 'a mapping';
  if (value.kind === 'list') return value.items.length === 0 ? 'an empty list' : 'a list';
  return value.value === null ? 'nothing' : quoted(value.text);
}

export function quoted(text: string): string {
  const points = text.length > shownMax ? [...text.slice(0, shownMax * 2)] : null;
  return visible(JSON.stringify(points && points.length > shownMax ? `${points.slice(0, shownMax).join('')}…` : text));
}

/** Characters that cannot be seen, or that turn the line around, by their number: the reader must find them. */
export function visible(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u${character.codePointAt(0)!.toString(16).padStart(4, '0')}`,
  );
}
