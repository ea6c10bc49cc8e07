import { always } from '../command.ts';
import type { Command } from '../command.ts';

/** Goes to a line of service code, named as spans and logs name it: `services/orders.ts:41`. */
export function showCode(place: string): Command {
  const [, path = place, line = '1'] = /^(.*):(\d+)$/.exec(place) ?? [];
  return {
    id: `show-code-${place}`,
    label: `Show ${place}`,
    group: 'Go to',
    keys: [],
    isPossible: always,
    run: ({ selection, screen }) => {
      screen.setState({ evidenceTab: 'code', evidenceOpen: true, pane: 'evidence' });
      selection.light({ line: place });
      selection.openCode(path, Number(line));
    },
  };
}
