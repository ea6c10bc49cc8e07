import { readActions } from '../fleet/actions/read-actions.ts';
import { readYaml } from '../fleet/document/read-yaml.ts';
import { listed, readFields } from '../fleet/document/read-fields.ts';
import type { Reader } from '../fleet/document/read-fields.ts';
import { reference } from '../fleet/document/readers.ts';
import { didYouMean } from '../fleet/document/suggestion.ts';
import { quoted, shown } from '../fleet/document/yaml-value.ts';
import { namesOf } from '../fleet/sections/fleet-names.ts';
import { positiveDuration } from '../fleet/sections/fields/value-readers.ts';
import type { Place } from '../fleet/document/place.ts';
import type { Problems } from '../fleet/fleet-error.ts';
import type { Fleet } from '../fleet/fleet.ts';
import type { Action } from '../wire/actions.ts';
import type { Micros } from '../wire/packet.ts';
import type { Step } from './lesson.ts';
import type { ReadSource } from '../fleet/actions/size-readers.ts';

/** What a learner does in one step, and when its checks must have come out. */
export interface StepActions {
  readonly step: string;
  readonly actions: readonly Action[];
  readonly untilUs: Micros;
  readonly at: Place;
}

const example = '{ step: the-step, until: 20s, actions: [{ at: 5s, hang: payments }] }';

interface Known {
  readonly fleet: Fleet;
  /** Gives what a deploy brings, by its path in the lesson's folder. */
  readonly readSource: ReadSource;
}

/** Reads an actions.yaml: for each step of the lesson, in order, what a learner would press. */
export function readLearnerActions(
  source: { readonly path: string; readonly text: string },
  steps: readonly Step[],
  { fleet, readSource }: Known,
  problems: Problems,
): readonly StepActions[] {
  const value = readYaml(source.path, source.text, problems);
  if (value === null) return [];
  if (value.kind !== 'list') {
    problems.add(value.at, '', shown(value), `a list of steps such as - ${example}`);
    return [];
  }
  const files = new Set(fleet.services.flatMap((service) => Object.keys(service.files)));
  const names = namesOf(fleet);
  // A process that was moved into in one step is there in the next.
  const processes = new Set(names.processes);
  const context = { names: { ...names, processes }, files, readSource };
  const actions: Reader<readonly Action[]> = (list, path, found) => {
    const inOrder = readActions(list, path, context, found);
    for (const { verb, sizes } of inOrder) if (verb === 'move') processes.add(String(sizes['to']));
    return inOrder;
  };
  const ids = steps.map((step) => step.id);
  const read: StepActions[] = [];
  for (const [index, item] of value.items.entries()) {
    const fields = readFields(item, String(index), problems, { step: reference, until: positiveDuration, actions });
    const before = read.at(-1);
    if (fields.step === undefined || fields.until === undefined) {
      if (item.kind === 'mapping') {
        const missing = fields.step === undefined ? 'step' : 'until';
        if (!item.entries.some(({ key }) => key === missing))
          problems.add(item.at, String(index), `no ${missing}`, example);
      }
      continue;
    }
    const { text: step, at } = fields.step;
    if (!ids.includes(step)) {
      problems.add(at, '', quoted(step), `a step of lesson.md: ${listed(ids, 'or')}${didYouMean(step, ids)}`);
    } else if (before !== undefined && ids.indexOf(step) <= ids.indexOf(before.step)) {
      problems.add(at, '', quoted(step), `the steps in the order of lesson.md: ${listed(ids, 'and')}`);
    }
    const entry: StepActions = { step, untilUs: fields.until, actions: fields.actions ?? [], at };
    checkTimes(entry, before, problems);
    read.push(entry);
  }
  const missing = ids.filter((id) => !value.items.length || !read.some(({ step }) => step === id));
  if (missing.length > 0 && !problems.any)
    problems.add(value.at, '', `no ${listed(missing, 'and')}`, 'every step of lesson.md, in order');
  return read;
}

function checkTimes(
  { step, actions, untilUs, at }: StepActions,
  before: StepActions | undefined,
  problems: Problems,
): void {
  const fromUs = before?.untilUs ?? 0;
  if (untilUs < fromUs)
    problems.add(
      at,
      step,
      `until: ${untilUs / 1_000_000}s`,
      `a time from ${fromUs / 1_000_000}s on, when ${before!.step} ends`,
    );
  for (const action of actions) {
    if (action.atUs >= fromUs && action.atUs <= untilUs) continue;
    const expected = `a time from ${fromUs / 1_000_000}s to ${untilUs / 1_000_000}s, while the step goes on`;
    problems.add(at, step, `${action.verb} ${action.target} at ${action.atUs / 1_000_000}s`, expected);
  }
}
