import type { Action } from '../../wire/actions.ts';
import { actionShapes, isVerb, verbs } from '../action-shapes.ts';
import type { Verb } from '../action-shapes.ts';
import { entryOf, listed, readFields } from '../document/read-fields.ts';
import type { Reader } from '../document/read-fields.ts';
import { didYouMean } from '../document/suggestion.ts';
import { isNothing, quoted, shown } from '../document/yaml-value.ts';
import type { YamlEntry, YamlMapping, YamlValue } from '../document/yaml-value.ts';
import type { Problems } from '../fleet-error.ts';
import { kindNamed } from '../sections/fleet-names.ts';
import type { FleetNames } from '../sections/fleet-names.ts';
import { duration, positiveDuration } from '../sections/fields/value-readers.ts';
import { targetNamed } from './action-target.ts';
import type { ActionTarget } from './action-target.ts';
import { readPolicy } from './set-policy.ts';
import { sizeReader } from './size-readers.ts';
import type { ReadSource } from './size-readers.ts';

export interface ActionContext {
  /** null where no fleet is known: targets are then not looked up. */
  readonly names: FleetNames | null;
  /** Paths of the services' files; null where they are not known. */
  readonly files: ReadonlySet<string> | null;
  readonly readSource: ReadSource | null;
}

const example = '{ at: 20s, kill: payments }';
const actionsMax = 10_000;

/** Reads a list of actions; they come back in order of time, those of one time as written. */
export function readActions(list: YamlValue, path: string, context: ActionContext, problems: Problems): Action[] {
  if (isNothing(list)) return [];
  if (list.kind !== 'list') {
    problems.add(list.at, path, shown(list), `a list of actions such as - ${example}`);
    return [];
  }
  if (list.items.length > actionsMax) {
    problems.add(list.at, path, `${list.items.length} actions`, `at most ${actionsMax}`);
    return [];
  }
  const known = withWhatActionsAdd(list.items, context);
  const actions: Action[] = [];
  for (const [index, item] of list.items.entries()) {
    const inside = path === '' ? String(index) : `${path}.${index}`;
    if (item.kind !== 'mapping') problems.add(item.at, inside, shown(item), `an action such as ${example}`);
    else {
      const action = readAction(item, inside, known, problems);
      if (action !== null) actions.push(action);
    }
  }
  return actions.sort((left, right) => left.atUs - right.atUs);
}

/** A process that `move` brings to life, a store that `keep` does, and a file that `deploy` brings, may be named by other actions. */
function withWhatActionsAdd(items: readonly YamlValue[], context: ActionContext): ActionContext {
  const processes = new Set(context.names?.processes);
  const stores = new Set(context.names?.stores);
  const files = new Set(context.files);
  for (const item of items) {
    const to = entryOf(item, 'move') === undefined ? undefined : entryOf(item, 'to')?.value;
    if (to?.kind === 'scalar' && to.text !== '') processes.add(to.text);
    const kept = entryOf(item, 'keep') === undefined ? undefined : entryOf(item, 'in')?.value;
    if (kept?.kind === 'scalar' && kept.text !== '') stores.add(kept.text);
    const deployed = entryOf(item, 'deploy') === undefined ? undefined : entryOf(item, 'files')?.value;
    if (deployed?.kind === 'mapping') for (const entry of deployed.entries) files.add(entry.key);
    if (deployed?.kind === 'list') for (const each of deployed.items) if (each.kind === 'scalar') files.add(each.text);
  }
  return {
    names: context.names === null ? null : { ...context.names, processes, stores },
    files: context.files === null ? null : files,
    readSource: context.readSource,
  };
}

function readAction(item: YamlMapping, path: string, context: ActionContext, problems: Problems): Action | null {
  const verbEntry = verbOf(item, path, problems);
  if (verbEntry === null) return null;
  const verb = verbEntry.key as Verb;
  const target = targetOf(verbEntry, verb, path, context.names, problems);
  const atEntry = entryOf(item, 'at');
  if (atEntry === undefined || isNothing(atEntry.value))
    problems.add(item.at, path, 'no at', `a time as in ${example}`);
  const rest = item.entries.filter((entry) => !['at', 'for', verb].includes(entry.key));
  const sizesAsWritten: YamlMapping = { kind: 'mapping', entries: rest, at: item.at };
  const atUs =
    atEntry === undefined || isNothing(atEntry.value) ? undefined : duration(atEntry.value, `${path}.at`, problems);
  const forUs = forOf(item, verb, path, problems);
  const sizes =
    verb === 'set'
      ? readPolicy(sizesAsWritten, path, verbEntry.value, target, problems)
      : readSizes(sizesAsWritten, verbEntry, path, context, problems);
  if (atUs === undefined || target === null) return null;
  const text = verbEntry.value.kind === 'scalar' ? normalisedTarget(verbEntry.value.text, target) : '';
  return { atUs, verb, target: text, sizes, ...(forUs === undefined ? {} : { forUs }) };
}

/** Among the fields of `set` are words that are verbs elsewhere: latency, loss. */
function verbOf(item: YamlMapping, path: string, problems: Problems): YamlEntry | null {
  const set = entryOf(item, 'set');
  if (set !== undefined) return set;
  const found = item.entries.filter((entry) => isVerb(entry.key));
  if (found.length === 1) return found[0]!;
  if (found.length > 1) {
    const names = found.map((entry) => entry.key);
    problems.add(found[1]!.keyAt, path, listed(names, 'and'), 'one verb in each action');
    return null;
  }
  const stranger = item.entries.find((entry) => entry.key !== 'at' && entry.key !== 'for');
  const found0 = stranger === undefined ? 'no verb' : `no verb but ${quoted(stranger.key)}`;
  const hint = stranger === undefined ? '' : didYouMean(stranger.key, verbs);
  problems.add(stranger?.keyAt ?? item.at, path, found0, `one of ${listed(verbs, 'or')}${hint}`);
  return null;
}

function targetOf(
  entry: YamlEntry,
  verb: Verb,
  path: string,
  names: FleetNames | null,
  problems: Problems,
): ActionTarget | 'unknown' | null {
  const { value } = entry;
  const inside = `${path}.${verb}`;
  if (value.kind !== 'scalar' || value.value === null) {
    problems.add(value.at, inside, shown(value), `one target as in ${example}`);
    return null;
  }
  if (names === null) return 'unknown';
  const target = targetNamed(names, verb, value.text);
  if (target.ok) return target.value;
  problems.add(value.at, inside, `${quoted(value.text)}${kindNamed(names, value.text)}`, target.expected);
  return null;
}

function normalisedTarget(written: string, target: ActionTarget | 'unknown'): string {
  if (target === 'unknown' || target.kind !== 'link') return written;
  return `${target.from} -> ${target.to}`;
}

function forOf(item: YamlMapping, verb: Verb, path: string, problems: Problems): number | undefined {
  const entry = entryOf(item, 'for');
  if (entry === undefined || isNothing(entry.value)) return undefined;
  if (!actionShapes[verb].undoable) {
    problems.add(entry.keyAt, path, `for with ${verb}`, `no for: ${verb} cannot be undone`);
    return undefined;
  }
  return positiveDuration(entry.value, `${path}.for`, problems);
}

function readSizes(
  written: YamlMapping,
  verb: YamlEntry,
  path: string,
  context: ActionContext,
  problems: Problems,
): Record<string, unknown> {
  const shape = actionShapes[verb.key as Verb];
  const names = Object.keys(shape.sizes);
  const allowed = ['at', 'for', verb.key, ...names];
  const readers: Record<string, Reader<unknown>> = {};
  for (const name of names) readers[name] = sizeReader(shape.sizes[name]!.kind, context.readSource);
  for (const entry of written.entries) {
    if (Object.hasOwn(readers, entry.key)) continue;
    const expected = `${listed(allowed, 'and')} in this action${didYouMean(entry.key, names)}`;
    problems.add(entry.keyAt, path, `unknown field ${quoted(entry.key)}`, expected);
  }
  const known = { ...written, entries: written.entries.filter((entry) => Object.hasOwn(readers, entry.key)) };
  const sizes: Record<string, unknown> = readFields(known, path, problems, readers);
  const given = names.filter((name) => !isNothing(entryOf(written, name)?.value ?? nothing));
  if (shape.oneOf !== undefined) {
    const chosen = given.filter((name) => shape.oneOf!.includes(name));
    if (chosen.length === 1) return sizes;
    const choices = shape.oneOf.map((name) => `${name}: ${shape.sizes[name]!.example}`);
    const found = chosen.length === 0 ? `no ${listed(shape.oneOf, 'or')}` : listed(chosen, 'and');
    problems.add(verb.keyAt, path, found, `one of ${listed(choices, 'or')}`);
    return sizes;
  }
  for (const name of names) {
    const { byDefault, optional, example: sample } = shape.sizes[name]!;
    if (given.includes(name) || optional) continue;
    if (byDefault !== undefined) sizes[name] = byDefault;
    else problems.add(verb.keyAt, path, `no ${name}`, `${name}: ${sample}`);
  }
  checkFile(written, sizes, path, context, problems);
  return sizes;
}

const nothing: YamlValue = { kind: 'scalar', value: null, text: '', at: { file: '', line: 1, column: 1 } };

/** A crashpoint in a file that no service has would never be passed. */
function checkFile(
  written: YamlMapping,
  sizes: Record<string, unknown>,
  path: string,
  context: ActionContext,
  problems: Problems,
): void {
  const file = sizes['file'];
  const at = entryOf(written, 'file')?.value.at;
  if (typeof file !== 'string' || at === undefined || context.files === null || context.files.has(file)) return;
  problems.add(
    at,
    path,
    quoted(file),
    `a file of a service, such as services/orders.ts${didYouMean(file, context.files)}`,
  );
}
