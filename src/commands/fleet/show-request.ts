import { always } from '../command.ts';
import type { Command } from '../command.ts';

/** Follows one request, wherever it shows. */
export function showRequest(traceId: string): Command {
  return {
    id: `show-request-${traceId}`,
    label: 'Show this request',
    group: 'Go to',
    keys: [],
    isPossible: always,
    run: ({ selection, screen }) => {
      selection.light({ traceId });
      screen.setState({ evidenceOpen: true });
    },
  };
}
