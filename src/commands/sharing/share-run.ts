import { hasFleet } from '../command.ts';
import type { Command } from '../command.ts';

/** Shows the link that holds the run as it stands. */
export const shareRun: Command = {
  id: 'share-run',
  label: 'Share this run',
  group: 'Fleet',
  keys: [],
  alias: 'link copy send export file',
  isPossible: hasFleet,
  run: ({ screen }) => screen.setState({ overlay: 'share' }),
};
