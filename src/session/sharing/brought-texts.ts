import { isRecord, readParcel } from '../fleets/parcel.ts';
import type { Parcel } from '../fleets/parcel.ts';
import type { ReadRun } from './link-text.ts';
import { readRunFile } from './run-file.ts';

export interface GivenText {
  readonly path: string;
  readonly text: string;
}

export type Brought =
  | { readonly what: 'a run'; readonly read: ReadRun }
  | { readonly what: 'a fleet'; readonly parcel: Parcel }
  | { readonly what: 'nothing'; readonly why: string };

const fleetVersion = 1;
const ofFleets = /\.(?:ya?ml|[cm]?[jt]s|sql|json)$/;

/** What somebody's files are: a run, a fleet that was saved, or a fleet file with what belongs to it. */
export function broughtTexts(given: readonly GivenText[]): Brought {
  const [only] = given;
  if (only && given.length === 1) {
    const value = parsed(only.text);
    const read = readRunFile(value);
    if (read) return { what: 'a run', read };
    if (isRecord(value) && value['flotilla'] === 'fleet') return savedFleet(value);
  }
  const texts = withoutTop(given.filter(({ path }) => ofFleets.test(path)));
  const entry = entryOf(texts.map(({ path }) => path));
  if (entry === null) {
    const why = 'There is no fleet file among them: fleet.yaml, or one that ends with .fleet.yaml.';
    return { what: 'nothing', why };
  }
  const files = Object.fromEntries(texts.map(({ path, text }) => [path, text]));
  return { what: 'a fleet', parcel: { title: titleOf(files[entry] ?? '', entry), template: null, entry, files } };
}

export function fleetFile(parcel: Parcel): string {
  return `${JSON.stringify({ flotilla: 'fleet', version: fleetVersion, ...parcel }, null, 2)}\n`;
}

function savedFleet(value: Readonly<Record<string, unknown>>): Brought {
  if (value['version'] !== fleetVersion)
    return { what: 'nothing', why: 'This fleet was saved by another version of Flotilla.' };
  const parcel = readParcel(value);
  return parcel
    ? { what: 'a fleet', parcel }
    : { what: 'nothing', why: 'This file is damaged: it holds no whole fleet.' };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A folder that holds everything is only where it lay. */
function withoutTop(texts: readonly GivenText[]): readonly GivenText[] {
  const top = texts[0]?.path.split('/', 1)[0] ?? '';
  const isAbove = texts.length > 0 && texts.every(({ path }) => path.startsWith(`${top}/`));
  return isAbove ? withoutTop(texts.map(({ path, text }) => ({ path: path.slice(top.length + 1), text }))) : texts;
}

/** What lies at the top comes before what lies in folders, and what is named as fleet files are before any other YAML. */
function entryOf(paths: readonly string[]): string | null {
  const rank = (path: string): number =>
    path.split('/').length * 4 + (/(?:^|\/)fleet\.ya?ml$/.test(path) ? 0 : /\.fleet\.ya?ml$/.test(path) ? 1 : 2);
  const yaml = paths.filter((path) => /\.ya?ml$/.test(path));
  return yaml.toSorted((one, other) => rank(one) - rank(other) || (one < other ? -1 : 1))[0] ?? null;
}

function titleOf(text: string, entry: string): string {
  const named = /^name:\s*(?:'([^']+)'|"([^"]+)"|([^\s#'"][^#\n]*))/m.exec(text);
  const title = (named?.[1] ?? named?.[2] ?? named?.[3] ?? '').trim();
  return (title || entry.replace(/(?:\.fleet)?\.ya?ml$/, '')).slice(0, 100);
}
