import { always } from '../command.ts';
import type { Command } from '../command.ts';

interface ThrownError {
  readonly service: string;
  readonly traceId: string | null;
}

/** From a line that threw to the request that met it; where it met none, to the log of its service. */
export function showThrown({ service, traceId }: ThrownError): Command {
  return {
    id: `show-thrown-${service}-${traceId ?? ''}`,
    label: traceId === null ? `Show the log of ${service}` : 'Show the request that failed',
    group: 'Go to',
    keys: [],
    isPossible: always,
    run: ({ selection, screen }) => {
      if (traceId !== null) selection.follow(traceId);
      screen.setState({ evidenceTab: traceId === null ? 'logs' : 'trace', evidenceOpen: true, pane: 'evidence' });
    },
  };
}
