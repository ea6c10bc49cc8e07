import { runsCode } from '../world/process-template.ts';
import { limits } from '../sections/defaults.ts';
import { planned, processOf, refused, withProcess } from './change.ts';
import type { Change } from './change.ts';

export const scale: Change = {
  verb: 'scale',
  plan: ({ wanted }, target, sizes) => {
    const process = processOf(wanted.fleet, target);
    if (!process) return refused(`no process and no service is called ${target}`);
    if (!runsCode(wanted.fleet, process)) return refused(`${process.name} has no code, and no replicas to count`);
    const replicas = sizes['replicas'];
    if (typeof replicas !== 'number' || !Number.isInteger(replicas) || replicas < 0 || replicas > limits.replicas)
      return refused(`found ${String(replicas)} replicas, expected a whole number from 0 to ${limits.replicas}`);
    const text = `${process.name} was scaled from ${process.replicas} to ${replicas} ${replicas === 1 ? 'replica' : 'replicas'}`;
    return planned(text, (before) => ({
      ...before,
      fleet: withProcess(before.fleet, process.name, (own) => ({ ...own, replicas })),
    }));
  },
};
