import { setLink } from './set-link.ts';
import { setProcess } from './set-process.ts';
import { setServer } from './set-server.ts';
import { processOf, refused } from './change.ts';
import type { Change } from './change.ts';

/** Fields of whatever the target is; a process comes before a service, then stores and brokers. */
export const set: Change = {
  verb: 'set',
  plan: ({ wanted }, target, sizes) => {
    const { fleet } = wanted;
    if (Object.keys(sizes).length === 0)
      return refused(`found nothing to set on ${target}, expected at least one field`);
    if (target.includes('->')) return setLink(fleet, target, sizes);
    const process = processOf(fleet, target);
    if (process) return setProcess(fleet, process, sizes);
    const server = [...fleet.stores, ...fleet.brokers].find(({ name }) => name === target);
    return server ? setServer(server, sizes) : refused(`no link, process, store or broker is called ${target}`);
  },
};
