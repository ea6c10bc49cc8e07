import type { Place } from '../document/place.ts';
import { didYouMean } from '../document/suggestion.ts';
import { quoted } from '../document/yaml-value.ts';
import type { Located } from '../document/readers.ts';
import type { Problems } from '../fleet-error.ts';
import type { Drafts } from './drafts.ts';
import { kindNamed, linkEnds } from './fleet-names.ts';
import type { FleetNames, LinkEnds } from './fleet-names.ts';
import type { LinkDraft } from './link-section.ts';
import type { ServiceDraft } from './service-section.ts';

/** What the sections of a fleet say of one another: names that must be unique, and names that must exist. */
export function checkReferences(drafts: Drafts, names: FleetNames, problems: Problems): void {
  checkUniqueness(drafts, names, problems);
  const ends = linkEnds(names);
  const servers = new Set([...names.stores, ...names.brokers]);
  for (const service of drafts.services) checkService(service, servers, names, problems);
  for (const link of drafts.links) checkLink(link, ends, names, problems);
  for (const flow of drafts.traffic) {
    for (const call of flow.calls)
      checkName(call, flow.path, names.services, 'a service of this fleet', names, problems);
  }
  checkModelCycles(drafts.services, problems);
  warnOfUnused(drafts, names, problems);
}

/** Hosts share one space of names, and an action's target is found by its name alone. */
function checkUniqueness(drafts: Drafts, names: FleetNames, problems: Problems): void {
  const hosts = [
    ...drafts.services.map(({ name, at, path }) => ({ name, at, path, kind: 'a service' })),
    ...drafts.stores.map(({ name, at, path }) => ({ name, at, path, kind: 'a store' })),
    ...drafts.brokers.map(({ broker, at, path }) => ({ name: broker.name, at, path, kind: 'a broker' })),
  ];
  const first = new Map<string, (typeof hosts)[number]>();
  for (const host of hosts) {
    const other = first.get(host.name);
    if (other === undefined) first.set(host.name, host);
    else alreadyTaken(host.at, host.path, `${other.kind} on line ${other.at.line}`, problems);
  }
  for (const { process, at, path } of drafts.processes) {
    const other = first.get(process.name);
    if (other === undefined || names.services.has(process.name)) continue;
    alreadyTaken(at, path, `${other.kind} on line ${other.at.line}`, problems);
  }
}

function alreadyTaken(at: Place, path: string, by: string, problems: Problems): void {
  problems.add(at, path, 'a name that is taken', `another name: it is already ${by}`);
}

function checkService(
  service: ServiceDraft,
  servers: ReadonlySet<string>,
  names: FleetNames,
  problems: Problems,
): void {
  for (const use of service.uses) {
    const hint = names.services.has(use.name.text) ? `; a service is reached at http://${use.name.text}` : '';
    checkName(use.name, service.path, servers, `a store or a broker of this fleet${hint}`, names, problems);
  }
  for (const call of service.model?.calls.flat() ?? []) {
    checkName(call, service.path, names.services, 'a service of this fleet', names, problems);
  }
  for (const topic of service.costTopics) {
    if (names.topics.has(topic.text)) continue;
    const expected = `default, a route such as POST /orders, or a topic of a broker${didYouMean(topic.text, ['default', ...names.topics.keys()])}`;
    problems.warn(topic.at, `${service.path}.cost`, quoted(topic.text), expected);
  }
}

function checkLink(draft: LinkDraft, { callers, callees }: LinkEnds, names: FleetNames, problems: Problems): void {
  const { from, to } = draft.link;
  const at = draft.at;
  checkName({ text: from, at }, 'links', callers, 'a service, a flow or * before ->', names, problems);
  checkName({ text: to, at }, 'links', callees, 'a service, a store, a broker or * behind ->', names, problems);
}

function checkName(
  name: Located,
  path: string,
  among: ReadonlySet<string>,
  what: string,
  names: FleetNames,
  problems: Problems,
): void {
  if (among.has(name.text) || problems.full) return;
  const found = `${quoted(name.text)}${kindNamed(names, name.text)}`;
  problems.add(name.at, path, found, `${what}${didYouMean(name.text, among)}`);
}

/** Models call whatever happens, so a circle of them would never end. Code decides for itself. */
function checkModelCycles(services: readonly ServiceDraft[], problems: Problems): void {
  const models = new Map(services.filter((service) => service.model !== null).map((each) => [each.name, each]));
  const state = new Map<string, 'open' | 'done'>();
  for (const start of models.keys()) {
    const trail = state.has(start) ? [] : [{ name: start, calls: callsOf(models.get(start)), next: 0 }];
    if (trail.length > 0) state.set(start, 'open');
    while (trail.length > 0) {
      const top = trail[trail.length - 1]!;
      const call = top.calls[top.next];
      top.next += 1;
      if (call === undefined) {
        state.set(top.name, 'done');
        trail.pop();
      } else if (state.get(call.text) === 'open') {
        const circle = [
          ...trail.slice(trail.findIndex((each) => each.name === call.text)).map((each) => each.name),
          call.text,
        ];
        const found = `a circle of calls, ${circle.length > 8 ? `${circle.slice(0, 7).join(' -> ')} -> ...` : circle.join(' -> ')}`;
        problems.add(call.at, `services.${top.name}`, found, 'models that do not call one another in a circle');
      } else if (models.has(call.text) && !state.has(call.text)) {
        state.set(call.text, 'open');
        trail.push({ name: call.text, calls: callsOf(models.get(call.text)), next: 0 });
      }
    }
  }
}

function callsOf(service: ServiceDraft | undefined): readonly Located[] {
  return service?.model?.calls.flat() ?? [];
}

function warnOfUnused(drafts: Drafts, names: FleetNames, problems: Problems): void {
  const used = new Set(drafts.services.flatMap((service) => service.uses.map((use) => use.name.text)));
  const servers = [
    ...drafts.stores.map(({ name, at, path }) => ({ name, at, path })),
    ...drafts.brokers.map(({ broker, at, path }) => ({ name: broker.name, at, path })),
  ];
  // Code may also reach a store by its name in a variable of its own.
  const variables = drafts.services.flatMap((service) => Object.values(service.env));
  for (const { name, at, path } of servers) {
    if (used.has(name) || names.services.has(name) || variables.some((value) => value.includes(name))) continue;
    problems.warn(at, path, 'a name that no service uses', `uses: { role: ${name} } in a service`);
  }
}
