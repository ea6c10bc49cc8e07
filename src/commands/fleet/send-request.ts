import type { MapFlow } from '../../../simulator/index.ts';
import { hasFleet } from '../command.ts';
import type { Command } from '../command.ts';

/** One client of a flow comes now, whether or not others do. */
export function sendRequest({ name, routes }: MapFlow): Command {
  return {
    id: `send-${name}`,
    label: `Send one ${name}`,
    group: 'Traffic',
    keys: [],
    alias: `request ${routes.join(' ')}`,
    isPossible: hasFleet,
    run: ({ act }) => act({ verb: 'send', target: name }),
  };
}
