import { upperSnake } from '../../grammar/names.ts';
import type { Service } from '../../fleet.ts';
import { Unwilling } from './editing.ts';
import type { Editing } from './editing.ts';
import { single, take } from './take.ts';
import { withoutLink } from './links.ts';

interface Ends {
  readonly from: string;
  readonly to: string;
}

/**
 * A service gets what it needs to reach another: a model calls it, and code has its address in its environment. Whether
 * code does anything with that is up to the code.
 */
export function connected({ from, to }: Ends, { document, fleet }: Editing): void {
  const service = serviceOf(from, fleet.services);
  if (fleet.services.some(({ name }) => name === to)) {
    if (from === to) throw new Unwilling(`${from} is where it is already`);
    if (service.model) {
      if (service.model.calls.flat().includes(to)) throw new Unwilling(`${from} calls ${to} already`);
      return document.set(['services', from, 'model', 'calls'], [...service.model.calls.map(single), to]);
    }
    return document.set(['services', from, 'env', `${upperSnake(to)}_URL`], `http://${to}`);
  }
  if (service.model) throw new Unwilling(`${from} has no code that could use ${to}`);
  if (Object.values(service.uses).includes(to)) throw new Unwilling(`${from} uses ${to} already`);
  const isBroker = fleet.brokers.some(({ name }) => name === to);
  if (!isBroker && !fleet.stores.some(({ name }) => name === to)) throw new Unwilling(`nothing is called ${to}`);
  document.set(['services', from, 'uses', roleFor(service, isBroker ? 'broker' : 'db')], to);
}

export function disconnected({ from, to }: Ends, editing: Editing): void {
  const { document, fleet } = editing;
  const service = serviceOf(from, fleet.services);
  const before = document.text();
  if (service.model?.calls.flat().includes(to)) {
    const left = service.model.calls
      .map((group) => group.filter((name) => name !== to))
      .filter((group) => group.length > 0);
    document.set(['services', from, 'model', 'calls'], left.map(single));
  }
  for (const [role, name] of Object.entries(service.uses))
    if (name === to) take(['services', from, 'uses', role], editing);
  for (const [variable, value] of Object.entries(service.env))
    if (leadsTo(value, to) && !isConvention(service, variable, to)) take(['services', from, 'env', variable], editing);
  withoutLink(from, to, editing);
  if (document.text() === before)
    throw new Unwilling(`the fleet file does not connect ${from} to ${to}: the code of ${from} calls it by itself`);
}

function serviceOf(name: string, services: readonly Service[]): Service {
  const service = services.find((each) => each.name === name);
  if (!service) throw new Unwilling(`${name} is no service`);
  return service;
}

function roleFor({ uses }: Service, role: string): string {
  let free = role;
  for (let count = 2; Object.hasOwn(uses, free); count++) free = `${role}${count}`;
  return free;
}

function leadsTo(value: string, host: string): boolean {
  return new RegExp(`^[a-z]+://(?:[^/@]*@)?${host.replace(/[.]/g, '\\.')}(?:[:/]|$)`).test(value);
}

/** Set by `uses`, and gone with it. */
function isConvention({ uses }: Service, variable: string, to: string): boolean {
  return Object.values(uses).includes(to) && /(?:DATABASE|MONGODB|REDIS|AMQP)_URL$|KAFKA_BROKERS$/.test(variable);
}
