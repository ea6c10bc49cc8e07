import { parseLinkKey } from '../grammar/link-key.ts';
import { upperSnake } from '../grammar/names.ts';
import { limits } from '../sections/defaults.ts';
import { checkedFields, distribution, fieldsInWords, numberFrom, oneOf, orNone, record, wholeFrom } from './fields.ts';
import { planned, refused } from './change.ts';
import { settableFields } from './settable-fields.ts';
import type { Planned, Sizes } from './change.ts';
import type { Fields } from './fields.ts';
import type { Fleet, Link, Service } from '../fleet.ts';
import type { LinkKey } from '../grammar/link-key.ts';
import type { LinkField } from '../../wire/view/fleet-map.ts';

const dayUs = 86_400_000_000;

const fields: Fields & Readonly<Record<LinkField, unknown>> = {
  latency: distribution,
  jitter: orNone(distribution),
  loss: orNone(numberFrom(0, 1)),
  bytesPerSecond: orNone(numberFrom(1, 1e12)),
  timeoutUs: orNone(wholeFrom(1, dayUs)),
  retries: orNone(
    record({ attempts: wholeFrom(0, limits.attempts), backoffUs: wholeFrom(0, dayUs), jitter: oneOf('none', 'full') }),
  ),
  breaker: orNone(
    record({
      errorShare: numberFrom(0.000_001, 1),
      windowUs: wholeFrom(1, dayUs),
      volume: wholeFrom(1, limits.slots),
      resetUs: wholeFrom(1, dayUs),
    }),
  ),
  mode: oneOf('sync', 'async'),
  balance: oneOf('round-robin', 'least-requests'),
};

/** What travels from now on travels by the new fields, and calls that begin from now on are held to them. A mode is a rollout of the caller. */
export function setLink(fleet: Fleet, target: string, sizes: Sizes): Planned {
  const key = parseLinkKey(target);
  if (!key.ok) return refused(`found ${target}, expected ${key.expected}`);
  const { from, to } = key.value;
  const stranger = strangerIn(fleet, key.value);
  if (stranger !== null) return refused(`nothing is called ${stranger}`);
  const wrong = checkedFields(sizes, fields);
  if (wrong !== null) return refused(`${from} -> ${to}: ${wrong}`);
  const settable = settableFields(fleet, from, to);
  const meaningless = Object.keys(sizes).find((name) => !settable.includes(name as LinkField));
  if (meaningless !== undefined)
    return refused(`${from} -> ${to}: found ${meaningless}, which does nothing there, expected ${settable.join(', ')}`);
  return planned(`${from} -> ${to} was set to ${fieldsInWords(sizes)}`, (wanted) => ({
    ...wanted,
    fleet: withModes({ ...wanted.fleet, links: withLink(wanted.fleet.links, key.value, sizes) }, key.value, sizes),
  }));
}

function strangerIn(fleet: Fleet, { from, to }: LinkKey): string | null {
  const callers = [...fleet.services, ...fleet.traffic];
  const callees = [...fleet.services, ...fleet.stores, ...fleet.brokers];
  if (from !== '*' && !callers.some(({ name }) => name === from)) return from;
  return to !== '*' && !callees.some(({ name }) => name === to) ? to : null;
}

const undecided: Omit<Link, 'from' | 'to'> = {
  latency: null,
  jitter: null,
  loss: null,
  bytesPerSecond: null,
  timeoutUs: null,
  retries: null,
  breaker: null,
  mode: null,
  balance: null,
};

/** The default stays the last. */
function withLink(links: readonly Link[], { from, to }: LinkKey, sizes: Sizes): readonly Link[] {
  const isIt = (link: Link): boolean => link.from === from && link.to === to;
  const before = links.find(isIt) ?? { ...undecided, from, to };
  const none = Object.keys(sizes).filter((name) => sizes[name] === null);
  const without = new Set([...(before.without ?? []), ...none]);
  for (const name of Object.keys(sizes)) if (sizes[name] !== null) without.delete(name);
  const changed: Link = { ...before, ...sizes, without: [...without] as LinkField[] };
  return links.some(isIt) ? links.map((link) => (isIt(link) ? changed : link)) : [changed, ...links];
}

/** Code reads the mode of a link from a variable, so the caller needs new replicas. */
function withModes(fleet: Fleet, { from, to }: LinkKey, { mode }: Sizes): Fleet {
  if (typeof mode !== 'string') return fleet;
  const callees = fleet.services.map(({ name }) => name).filter((name) => to === '*' || to === name);
  const moded = (service: Service): Service => {
    if (service.model !== null || (from !== '*' && from !== service.name)) return service;
    const own = callees.filter((callee) => callee !== service.name);
    const variables = own.map((callee) => [`LINK_${upperSnake(callee)}_MODE`, mode] as const);
    return { ...service, env: { ...service.env, ...Object.fromEntries(variables) } };
  };
  return { ...fleet, services: fleet.services.map(moded) };
}
