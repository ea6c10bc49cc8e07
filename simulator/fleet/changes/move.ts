import { parseName } from '../grammar/names.ts';
import { defaultProcess } from '../sections/defaults.ts';
import { planned, refused } from './change.ts';
import type { Change, Planned } from './change.ts';
import type { Fleet, Process } from '../fleet.ts';

/** A service into another process, which comes to life if it is not there; a process that holds none any more goes away. */
export const move: Change = {
  verb: 'move',
  plan: ({ wanted }, target, sizes) => {
    const { fleet } = wanted;
    const service = fleet.services.find(({ name }) => name === target);
    if (!service) return refused(`no service is called ${target}`);
    if (service.model !== null) return refused(`${target} has no code, and is the same wherever it is`);
    return plannedMove(fleet, [target], sizes['to'], (to) => `${target} was moved to ${to}`);
  },
};

/** Every service of a process into another one: the process goes away. */
export const merge: Change = {
  verb: 'merge',
  plan: ({ wanted }, target, sizes) => {
    const { fleet } = wanted;
    const process = fleet.processes.find(({ name }) => name === target);
    if (!process) return refused(`no process is called ${target}`);
    if (holdsModels(fleet, process))
      return refused(`${target} holds services without code, which are the same anywhere`);
    const { into } = sizes;
    if (!fleet.processes.some(({ name }) => name === into))
      return refused(`into: found ${String(into)}, expected the name of a process`);
    return plannedMove(fleet, process.services, into, (to) => `${target} was merged into ${to}`);
  },
};

function plannedMove(fleet: Fleet, services: readonly string[], to: unknown, inWords: (to: string) => string): Planned {
  if (typeof to !== 'string') return refused('to: expected the name of a process');
  const wrong = whyNot(fleet, services, to);
  if (wrong !== null) return refused(wrong);
  return planned(inWords(to), (before) => ({
    ...before,
    fleet: { ...before.fleet, processes: moved(before.fleet.processes, services, to) },
  }));
}

function whyNot(fleet: Fleet, moving: readonly string[], to: string): string | null {
  const { processes, services, stores, brokers } = fleet;
  const known = processes.find((process) => process.name === to);
  const there = moving.find((name) => known?.services.includes(name));
  if (there !== undefined) return `${there} is in ${to} already`;
  if (known && holdsModels(fleet, known)) return `${to} holds services without code, and runs none`;
  if (known) return null;
  const name = parseName(to);
  if (!name.ok) return `found ${to}, expected ${name.expected}`;
  const isTaken = [...services, ...stores, ...brokers].some((each) => each.name === to && !moving.includes(to));
  return isTaken ? `${to} is the name of something else, and of no process` : null;
}

function holdsModels({ services }: Fleet, process: Process): boolean {
  return services.some(({ name, model }) => model !== null && process.services.includes(name));
}

function moved(processes: readonly Process[], moving: readonly string[], to: string): readonly Process[] {
  const others = processes.map((process) => {
    const staying = process.services.filter((name) => !moving.includes(name));
    return { ...process, services: process.name === to ? [...staying, ...moving] : staying };
  });
  const isNew = !processes.some(({ name }) => name === to);
  const all = isNew ? [...others, { ...defaultProcess, name: to, services: moving }] : others;
  return all.filter(({ services }) => services.length > 0);
}
