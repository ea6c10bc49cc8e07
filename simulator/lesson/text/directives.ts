import { didYouMean } from '../../fleet/document/suggestion.ts';
import { listed } from '../../fleet/document/read-fields.ts';
import { quoted } from '../../fleet/document/yaml-value.ts';
import type { Place } from '../../fleet/document/place.ts';
import type { Problems } from '../../fleet/fleet-error.ts';
import { placeOf } from './markdown.ts';
import type { Directive } from './markdown.ts';

export interface DirectiveShape {
  /** `:::name` to `:::` with text between, or `::name` on one line. */
  readonly form: 'block' | 'line';
  /** A first attribute without a value, `{breakerOpens}`: what it names. */
  readonly names: string | null;
  readonly attributes: readonly string[];
}

const shapes = {
  show: { form: 'block', names: null, attributes: [] },
  do: { form: 'block', names: null, attributes: [] },
  edit: { form: 'block', names: null, attributes: ['file'] },
  explore: { form: 'block', names: null, attributes: [] },
  hint: { form: 'block', names: null, attributes: [] },
  predict: { form: 'block', names: 'check', attributes: [] },
  reveal: { form: 'block', names: 'check', attributes: [] },
  check: { form: 'line', names: 'check', attributes: ['seeds'] },
  quiz: { form: 'block', names: null, attributes: [] },
  debrief: { form: 'block', names: null, attributes: [] },
} as const satisfies Record<string, DirectiveShape>;

export type DirectiveName = keyof typeof shapes;

export interface ReadDirective {
  readonly name: DirectiveName;
  readonly at: Place;
  /** What it names, where it names something. */
  readonly named: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Directive['children'];
}

/** Checks a directive's name, form and attributes; null when it cannot be understood. */
export function readDirective(
  node: Directive,
  { file, lines }: { readonly file: string; readonly lines: readonly string[] },
  problems: Problems,
): ReadDirective | null {
  const at = placeOf(file, node);
  const names = Object.keys(shapes);
  if (!Object.hasOwn(shapes, node.name)) {
    const expected = `one of ${listed(names, 'or')}${didYouMean(node.name, names)}`;
    problems.add(at, '', `an unknown directive ${quoted(node.name)}`, expected);
    return null;
  }
  const name = node.name as DirectiveName;
  const shape: DirectiveShape = shapes[name];
  if (!hasItsForm(node, shape, at, lines, problems)) return null;
  const given = Object.entries(node.attributes ?? {}).map(([key, value]) => [key, value ?? ''] as const);
  const [first] = given;
  const named = shape.names !== null && first !== undefined && first[1] === '' ? first[0] : '';
  if (shape.names !== null && named === '') {
    problems.add(at, name, `no ${shape.names}`, `the name of a ${shape.names}, as in ${name}{breakerOpens}`);
    return null;
  }
  const attributes = Object.fromEntries(named === '' ? given : given.slice(1));
  for (const key of Object.keys(attributes)) {
    if (shape.attributes.includes(key)) continue;
    const allowed = shape.attributes.length === 0 ? 'no attributes' : listed(shape.attributes, 'or');
    problems.add(at, name, `an unknown attribute ${quoted(key)}`, `${allowed}${didYouMean(key, shape.attributes)}`);
  }
  return { name, at, named, attributes, children: node.children };
}

function hasItsForm(
  node: Directive,
  shape: DirectiveShape,
  at: Place,
  lines: readonly string[],
  problems: Problems,
): boolean {
  if (shape.form === 'line') {
    if (node.type === 'leafDirective') return true;
    problems.add(at, '', `:::${node.name}`, `::${node.name} with two colons: it has no text and no end`);
    return false;
  }
  if (node.type === 'leafDirective') {
    problems.add(at, '', `::${node.name}`, `:::${node.name} with three colons, and ::: where its text ends`);
    return false;
  }
  const last = lines[(node.position?.end.line ?? 1) - 1] ?? '';
  if (/^\s*:{3,}\s*$/.test(last)) return true;
  problems.add(at, '', `:::${node.name} that does not end`, '::: on a line of its own where its text ends');
  return false;
}
