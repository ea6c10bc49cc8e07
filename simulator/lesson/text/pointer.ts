import { readActions } from '../../fleet/actions/read-actions.ts';
import { didYouMean } from '../../fleet/document/suggestion.ts';
import { readYaml } from '../../fleet/document/read-yaml.ts';
import { listed } from '../../fleet/document/read-fields.ts';
import { quoted } from '../../fleet/document/yaml-value.ts';
import { Problems } from '../../fleet/fleet-error.ts';
import { namesOf } from '../../fleet/sections/fleet-names.ts';
import { parseLinkKey } from '../../fleet/grammar/link-key.ts';
import { parsed, unparsed } from '../../fleet/grammar/parsed.ts';
import type { Parsed } from '../../fleet/grammar/parsed.ts';
import type { Fleet } from '../../fleet/fleet.ts';
import type { Names } from '../checks/words/names.ts';

/** What a word in a lesson's text points at. */
export type Pointer =
  /** With a figure of it, where one is meant: `node:orders#queue`. */
  | { readonly to: 'node'; readonly name: string; readonly figure: NodeFigure | null }
  | { readonly to: 'link'; readonly from: string; readonly callee: string }
  | { readonly to: 'flow'; readonly name: string }
  | ({ readonly to: 'file' } & FilePlace)
  | {
      readonly to: 'action';
      readonly verb: string;
      readonly target: string;
      readonly sizes: Readonly<Record<string, unknown>>;
      readonly forUs: number | null;
    }
  | { readonly to: 'lesson'; readonly id: string }
  /** Two shapes of the shop side by side, under the same clients. */
  | { readonly to: 'compare'; readonly left: ShopShape; readonly right: ShopShape }
  /** What the run has left behind, from one side: `tab:logs`. */
  | { readonly to: 'tab'; readonly tab: EvidenceTab }
  /** The value of a check, as the learner's run has it. */
  | { readonly to: 'value'; readonly check: string };

export interface FilePlace {
  readonly path: string;
  readonly fromLine: number | null;
  readonly toLine: number | null;
}

const figures = ['queue', 'slots', 'heap', 'cpu', 'rows', 'records'] as const;
export type NodeFigure = (typeof figures)[number];

/** Fleet files of the shop. A lesson's own fleet is not among them: it has other clients, so there is nothing to compare. */
export const shopShapes = ['monolith', 'modular', 'services', 'events'] as const;
type ShopShape = (typeof shopShapes)[number];

const tabs = [
  'code',
  'requests',
  'trace',
  'metrics',
  'logs',
  'events',
  'data',
  'machines',
  'boundaries',
  'explore',
] as const;
type EvidenceTab = (typeof tabs)[number];

/** What the texts of one lesson may point at. */
export interface Targets {
  readonly fleet: Fleet;
  readonly names: Names;
  /** Texts of the starting files, by path as in Service.files; the fleet file is `fleet.yaml`. */
  readonly files: ReadonlyMap<string, string>;
  /** null where they could not be read: then nothing is said of them. */
  readonly checks: ReadonlySet<string> | null;
}

const kinds = ['node', 'link', 'flow', 'file', 'action', 'lesson', 'compare', 'tab', 'value'] as const;

export function parsePointer(written: string, targets: Targets): Parsed<Pointer> {
  const url = decoded(written);
  const colon = url.indexOf(':');
  const kind = kinds.find((each) => each === url.slice(0, colon));
  const rest = url.slice(colon + 1).trim();
  if (kind === undefined) {
    const hint = didYouMean(url.slice(0, Math.max(colon, 0)), kinds);
    return unparsed(
      `a pointer that begins with ${listed(
        kinds.map((each) => `${each}:`),
        'or',
      )}${hint}`,
    );
  }
  return readers[kind](rest, targets);
}

const readers: Readonly<Record<(typeof kinds)[number], (rest: string, targets: Targets) => Parsed<Pointer>>> = {
  node(rest, { names }) {
    const [name = '', figure] = rest.split('#');
    if (!names.hasNode(name)) {
      return unparsed(`a process, service, store, broker or topic of this fleet${didYouMean(name, names.nodes())}`);
    }
    if (figure === undefined) return parsed({ to: 'node', name, figure: null });
    const known = figures.find((each) => each === figure);
    if (known === undefined) return unparsed(`${listed(figures, 'or')} behind the #${didYouMean(figure, figures)}`);
    return parsed({ to: 'node', name, figure: known });
  },
  link(rest, { names }) {
    const link = parseLinkKey(rest);
    if (!link.ok) return link;
    const { from, to } = link.value;
    if (!names.has('caller', from)) return unparsed(names.expected('caller', from));
    if (!names.has('callee', to)) return unparsed(names.expected('callee', to));
    return parsed({ to: 'link', from, callee: to });
  },
  flow(rest, { names }) {
    return names.has('flow', rest) ? parsed({ to: 'flow', name: rest }) : unparsed(names.expected('flow', rest));
  },
  file(rest, { files }) {
    const place = parseFilePlace(rest, files);
    return place.ok ? parsed({ to: 'file', ...place.value }) : place;
  },
  action: parseAction,
  lesson(rest) {
    return /^\d\d-[a-z0-9-]+$/.test(rest)
      ? parsed({ to: 'lesson', id: rest })
      : unparsed('the folder of a lesson, such as lesson:16-two-writes');
  },
  compare(rest) {
    const [left, right, ...more] = rest.split(',').map((name) => shopShapes.find((each) => each === name.trim()));
    if (left && right && left !== right && more.length === 0) return parsed({ to: 'compare', left, right });
    const wrong = rest.split(',').find((name) => !shopShapes.some((each) => each === name.trim())) ?? '';
    const hint = didYouMean(wrong.trim(), shopShapes);
    return unparsed(`two of ${listed(shopShapes, 'and')}, such as compare:monolith,services${hint}`);
  },
  tab(rest) {
    const tab = tabs.find((each) => each === rest);
    return tab === undefined ? unparsed(`${listed(tabs, 'or')}${didYouMean(rest, tabs)}`) : parsed({ to: 'tab', tab });
  },
  value(rest, { checks }) {
    if (checks === null || checks.has(rest)) return parsed({ to: 'value', check: rest });
    return unparsed(`a check of checks.ts${didYouMean(rest, checks)}`);
  },
};

/** `services/orders.ts`, `services/orders.ts:14`, `services/orders.ts:14-20`. */
export function parseFilePlace(written: string, files: ReadonlyMap<string, string>): Parsed<FilePlace> {
  const [, path = '', from, to] = /^([^:]+?)(?::(\d+)(?:-(\d+))?)?$/.exec(written) ?? [];
  const text = files.get(path);
  if (text === undefined) return unparsed(`a file of this fleet${didYouMean(path, files.keys())}`);
  const fromLine = from === undefined ? null : Number(from);
  const toLine = to === undefined ? fromLine : Number(to);
  const lines = text.trimEnd().split('\n').length;
  if (fromLine !== null && (fromLine < 1 || toLine! < fromLine || toLine! > lines))
    return unparsed(`lines from 1 to ${lines}: ${path} has no more`);
  return parsed({ path, fromLine, toLine });
}

/** Written as in a script, without the time: `action:{ fail: payments, rate: 20% }`. */
function parseAction(rest: string, { fleet }: Targets): Parsed<Pointer> {
  const example = 'an action such as action:{ hang: payments }';
  const inside = /^\{(.*)\}$/s.exec(rest)?.[1];
  if (inside === undefined) return unparsed(example);
  const problems = new Problems();
  const list = readYaml('action', `[{ at: 0s, ${inside} }]`, problems);
  const files = new Set(fleet.services.flatMap((service) => Object.keys(service.files)));
  const context = { names: namesOf(fleet), files, readSource: null };
  const [action] = list === null ? [] : readActions(list, '', context, problems);
  const [wrong] = problems.errors();
  if (wrong !== undefined) return unparsed(`${example}: found ${wrong.found}, expected ${wrong.expected}`);
  if (action === undefined) return unparsed(example);
  const { verb, target, sizes, forUs = null } = action;
  return parsed({ to: 'action', verb, target, sizes, forUs });
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

export function pointerFound(written: string): string {
  return `a pointer to ${quoted(written)}`;
}
