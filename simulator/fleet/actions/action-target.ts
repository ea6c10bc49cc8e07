import { actionShapes } from '../action-shapes.ts';
import type { TargetKind, Verb } from '../action-shapes.ts';
import { didYouMean } from '../document/suggestion.ts';
import { parseLinkKey } from '../grammar/link-key.ts';
import { parsed, unparsed } from '../grammar/parsed.ts';
import type { Parsed } from '../grammar/parsed.ts';
import { listed } from '../document/read-fields.ts';
import { linkEnds } from '../sections/fleet-names.ts';
import type { FleetNames } from '../sections/fleet-names.ts';

/** What an action's target names. A service stands for whichever process holds it when the action is applied. */
export type ActionTarget =
  | { readonly kind: 'process' | 'service' | 'store' | 'broker' | 'flow'; readonly name: string }
  | { readonly kind: 'replica'; readonly process: string; readonly number: number }
  | { readonly kind: 'link'; readonly from: string; readonly to: string }
  | { readonly kind: 'topic'; readonly broker: string; readonly topic: string };

/**
 * Finds the target among what the verb fits on. Where one name means several things, a process comes before a service,
 * then store, broker, topic, flow. A topic of several brokers is written `kafka/orders`.
 */
export function targetNamed(names: FleetNames, verb: Verb, text: string): Parsed<ActionTarget> {
  const { targets } = actionShapes[verb];
  if (text.includes('->')) return linkTarget(names, targets, text);
  if (text.includes('#')) return replicaTarget(names, targets, text);
  for (const kind of ['process', 'service', 'store', 'broker'] as const) {
    if (targets.includes(kind) && setOf(names, kind).has(text)) return parsed({ kind, name: text });
  }
  const topic = targets.includes('topic') ? topicTarget(names, text) : null;
  if (topic !== null) return topic;
  if (targets.includes('flow') && names.flows.has(text)) return parsed({ kind: 'flow', name: text });
  return unparsed(`${targetsExpected(targets)}${didYouMean(text, candidates(names, targets))}`);
}

function targetsExpected(targets: readonly TargetKind[]): string {
  const words: Readonly<Record<TargetKind, string>> = {
    process: 'a process',
    replica: 'a replica such as orders#2',
    service: 'a service',
    link: 'a link such as a -> b',
    store: 'a store',
    broker: 'a broker',
    topic: 'a topic',
    flow: 'a flow',
  };
  return `${listed(
    targets.map((kind) => words[kind]),
    'or',
  )} of this fleet`;
}

function linkTarget(names: FleetNames, targets: readonly TargetKind[], text: string): Parsed<ActionTarget> {
  if (!targets.includes('link')) return unparsed(targetsExpected(targets));
  const key = parseLinkKey(text);
  if (!key.ok) return key;
  const { from, to } = key.value;
  const isServer = names.services.has(to) || names.stores.has(to) || names.brokers.has(to);
  if (from !== '*' && !names.services.has(from) && !names.flows.has(from)) {
    return unparsed(`a service, a flow or * before ->${didYouMean(from, linkEnds(names).callers)}`);
  }
  if (to !== '*' && !isServer) {
    return unparsed(`a service, a store, a broker or * behind ->${didYouMean(to, linkEnds(names).callees)}`);
  }
  return parsed({ kind: 'link', from, to });
}

function replicaTarget(names: FleetNames, targets: readonly TargetKind[], text: string): Parsed<ActionTarget> {
  if (!targets.includes('replica')) return unparsed(targetsExpected(targets));
  const match = /^([^#]+)#([1-9]\d{0,4})$/.exec(text);
  if (match === null) return unparsed('a replica such as orders#2, counted from 1');
  const process = match[1]!;
  if (names.processes.has(process)) return parsed({ kind: 'replica', process, number: Number(match[2]) });
  return unparsed(`a process of this fleet before the #${didYouMean(process, names.processes)}`);
}

function topicTarget(names: FleetNames, text: string): Parsed<ActionTarget> | null {
  const slash = text.indexOf('/');
  const topic = slash < 0 ? text : text.slice(slash + 1);
  const brokers = names.topics.get(topic) ?? [];
  const broker = slash < 0 ? brokers[0] : brokers.find((each) => each === text.slice(0, slash));
  if (broker === undefined) return null;
  if (slash < 0 && brokers.length > 1) {
    const written = brokers.map((each) => `${each}/${topic}`);
    return unparsed(`${listed(written, 'or')}: ${brokers.length} brokers have this topic`);
  }
  return parsed({ kind: 'topic', broker, topic });
}

function setOf(names: FleetNames, kind: 'process' | 'service' | 'store' | 'broker' | 'flow'): ReadonlySet<string> {
  const sets = {
    process: names.processes,
    service: names.services,
    store: names.stores,
    broker: names.brokers,
    flow: names.flows,
  };
  return sets[kind];
}

function candidates(names: FleetNames, targets: readonly TargetKind[]): string[] {
  return targets.flatMap((kind) => {
    if (kind === 'topic') return [...names.topics.keys()];
    return kind === 'link' || kind === 'replica' ? [] : [...setOf(names, kind)];
  });
}
