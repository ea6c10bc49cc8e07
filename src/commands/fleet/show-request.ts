import { always } from '../command.ts';
import type { Command } from '../command.ts';

/** Follows one request, and tells its whole way. */
export function showRequest(traceId: string): Command {
  return {
    id: `show-request-${traceId}`,
    label: 'Show trace',
    group: 'Go to',
    keys: [],
    isPossible: always,
    run: ({ selection, screen }) => {
      selection.light({ traceId });
      selection.follow(traceId);
      screen.setState({ evidenceOpen: true, evidenceTab: 'trace' });
    },
  };
}
