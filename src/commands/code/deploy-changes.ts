import { deployDrafts } from '../../session/work/deploy-drafts.ts';
import { changesIn } from '../../session/work/changes.ts';
import { hasFleet } from '../command.ts';
import type { Command } from '../command.ts';

/** Rolls changed code out into the fleet that runs. */
export const deployChanges: Command = {
  id: 'deploy-changes',
  label: 'Deploy changes',
  group: 'Fleet',
  keys: ['Mod+Enter'],
  alias: 'code release rollout ship',
  isPossible: (session) => {
    const { code, structure } = changesIn(session.work.getState().drafts);
    return hasFleet(session) && structure.length === 0 && code.length > 0 && !session.code.getState().isDeploying;
  },
  run: (session) => void deployDrafts(session),
};

/** A fleet file or a schema cannot be changed under a run: it begins anew, with everything that was changed. */
export const startWithChanges: Command = {
  id: 'start-with-changes',
  label: 'Start with this fleet',
  group: 'Fleet',
  keys: ['Mod+Enter'],
  alias: 'fleet file yaml schema',
  isPossible: ({ work, code }) =>
    changesIn(work.getState().drafts).structure.length > 0 && !code.getState().isDeploying,
  run: (session) => void startWithDrafts(session),
};

async function startWithDrafts({ work, code, actor, check }: Parameters<Command['run']>[0]): Promise<void> {
  code.setState({ isDeploying: true, refusal: null });
  // What nobody could check is said by the start itself.
  const mistakes = await check()
    .catch(() => null)
    .finally(() => code.setState({ isDeploying: false }));
  if (mistakes !== null && mistakes.length > 0) {
    code.setState({ refusal: { why: 'The fleet cannot start like this.', mistakes } });
    return;
  }
  work.deploy(work.getState().drafts);
  actor.send({ type: 'start over' });
}
