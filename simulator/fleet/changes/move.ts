import { parseName } from '../grammar/names.ts';
import { defaultProcess } from '../sections/defaults.ts';
import { planned, refused } from './change.ts';
import type { Change } from './change.ts';
import type { Fleet, Process } from '../fleet.ts';

/** A service into another process, which comes to life if it is not there; a process that holds none any more goes away. */
export const move: Change = {
  verb: 'move',
  plan: ({ wanted }, target, sizes) => {
    const { fleet } = wanted;
    const service = fleet.services.find(({ name }) => name === target);
    if (!service) return refused(`no service is called ${target}`);
    if (service.model !== null) return refused(`${target} has no code, and is the same wherever it is`);
    const to = sizes['to'];
    const wrong = typeof to === 'string' ? whyNot(fleet, target, to) : 'to: expected the name of a process';
    if (wrong !== null) return refused(wrong);
    return planned(`${target} was moved to ${String(to)}`, (before) => ({
      ...before,
      fleet: { ...before.fleet, processes: moved(before.fleet.processes, target, String(to)) },
    }));
  },
};

function whyNot(fleet: Fleet, service: string, to: string): string | null {
  const { processes, services, stores, brokers } = fleet;
  const known = processes.find((process) => process.name === to);
  if (known?.services.includes(service)) return `${service} is in ${to} already`;
  if (known?.services.some((name) => services.some((each) => each.name === name && each.model !== null)))
    return `${to} holds services without code, and runs none`;
  if (known) return null;
  const name = parseName(to);
  if (!name.ok) return `found ${to}, expected ${name.expected}`;
  const isTaken = [...services, ...stores, ...brokers].some((each) => each.name === to && to !== service);
  return isTaken ? `${to} is the name of something else, and of no process` : null;
}

function moved(processes: readonly Process[], service: string, to: string): readonly Process[] {
  const others = processes.map((process) => ({
    ...process,
    services:
      process.name === to
        ? [...process.services.filter((name) => name !== service), service]
        : process.services.filter((name) => name !== service),
  }));
  const isNew = !processes.some(({ name }) => name === to);
  const all = isNew ? [...others, { ...defaultProcess, name: to, services: [service] }] : others;
  return all.filter(({ services }) => services.length > 0);
}
