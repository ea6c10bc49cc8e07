import { linkText, parseLinkKey } from '../../../fleet/grammar/link-key.ts';
import {
  conditionSpecOf,
  conditionWords,
  happeningWords,
  measureWords,
  momentSpecOf,
  momentWords,
} from './word-objects.ts';
import type { Aggregate, LevelSpec, SourceSpec, StateSubject } from './specification.ts';
import type { CheckedCall, Condition, Level, ProcessWords, RunWords, Samples, States } from './vocabulary.ts';
import type { Names } from './names.ts';

/** A function of the lesson's, made safe to be called with every sample. */
export type Guard = <Sample>(matches: (sample: Sample) => boolean) => (sample: Sample) => boolean;

/** The vocabulary over one fleet: a name that the fleet does not have is an error where it is said. */
export function wordsFor(names: Names, guard: Guard): RunWords {
  return {
    flow: (flow) => {
      names.must('flow', flow);
      return samples({ kind: 'flow', flow, where: [] }, guard);
    },
    service: (service) => {
      names.must('service', service);
      return samples<CheckedCall>({ kind: 'service', service, where: [] }, guard);
    },
    link: (written) => {
      const { from, to } = linkNamed(names, written);
      return samples<CheckedCall>({ kind: 'link', from, to, where: [] }, guard);
    },
    breaker: (service, name) => {
      names.must('service', service);
      return states({ kind: 'breaker', service, name: name ?? null });
    },
    process: (process) => {
      names.must('process', process);
      return processWords(process);
    },
    topic: (topic) => {
      names.must('topic', topic);
      return {
        lag: (group) => level({ kind: 'lag', topic, group }),
        readers: (group) => level({ kind: 'readers', topic, group }),
        sent: () => sampled({ kind: 'sent', topic }, { kind: 'count' }),
        redelivered: (group) => sampled({ kind: 'redelivered', topic, group }, { kind: 'count' }),
      };
    },
    store: (store) => {
      names.must('store', store);
      return {
        row: (sql) => measureWords({ kind: 'row', as: 'now', store, sql }),
        change: (sql) => measureWords({ kind: 'row', as: 'change', store, sql }),
      };
    },
    fault: (verb, target) => conditionWords({ kind: 'fault', verb, target: targetNamed(names, verb, target) }),
    mode: (written) => {
      const link = linkNamed(names, written);
      const atFirst = names.modeOf(link);
      return { is: (mode) => conditionWords({ kind: 'mode', ...link, mode, atFirst }) };
    },
    all: (...conditions) => conditionWords({ kind: 'all', of: conditions.map(conditionSpecOf) }),
    any: (...moments) => momentWords({ kind: 'any', of: moments.map(momentSpecOf) }),
    following: (first, moment) =>
      momentWords({ kind: 'following', first: momentSpecOf(first), moment: momentSpecOf(moment) }),
    action: (verb, target) => momentWords({ kind: 'action', verb, target: targetNamed(names, verb, target) }),
    restore: (target) =>
      momentWords({ kind: 'action', verb: 'restore', target: targetNamed(names, 'restore', target) }),
    order: (...moments) => happeningWords({ kind: 'order', moments: moments.map(momentSpecOf) }),
  };
}

function linkNamed(names: Names, written: string): { from: string; to: string } {
  const parsed = parseLinkKey(written);
  if (!parsed.ok) throw names.mistake(written, parsed.expected);
  names.must('caller', parsed.value.from);
  names.must('callee', parsed.value.to);
  return parsed.value;
}

/** As actions write it: links with one space round the arrow. */
function targetNamed(names: Names, verb: string, written: string): string {
  names.mustBeTarget(verb, written);
  const link = written.includes('->') ? parseLinkKey(written) : null;
  return link?.ok ? linkText(link.value) : written;
}

type Where = readonly ((sample: never) => boolean)[];

function samples<Sample>(source: SourceSpec & { readonly where: Where }, guard: Guard): Samples<Sample> {
  return {
    where: (matches) => samples({ ...source, where: [...source.where, guard(matches)] } as never, guard),
    count: () => sampled(source, { kind: 'count' }),
    rate: () => sampled(source, { kind: 'rate' }),
    ratio: (matches) => sampled(source, { kind: 'ratio', matches: guard(matches) }),
    percentile: (share) => sampled(source, { kind: 'percentile', share }),
  };
}

function sampled(source: SourceSpec, as: Aggregate): ReturnType<typeof measureWords> {
  return measureWords({ kind: 'sampled', source, as });
}

function level(spec: LevelSpec): Level {
  return {
    now: () => measureWords({ kind: 'level', level: spec, as: 'now' }),
    highest: () => measureWords({ kind: 'level', level: spec, as: 'highest' }),
    lowest: () => measureWords({ kind: 'level', level: spec, as: 'lowest' }),
  };
}

function states<State extends string>(subject: StateSubject): States<State> {
  const is = (state: State): Condition => conditionWords({ kind: 'state', subject, state });
  return {
    is,
    becomes: (state) => is(state).happens(),
    passes: (those) => happeningWords({ kind: 'passes', subject, states: those }),
  };
}

function processWords(process: string): ProcessWords {
  return {
    ...states({ kind: 'process', process }),
    heap: () => level({ kind: 'heap', process }),
    queued: () => level({ kind: 'queued', process }),
    inHand: () => level({ kind: 'in hand', process }),
  };
}
