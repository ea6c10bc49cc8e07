import type { Session } from '../session.ts';
import { problemOf } from '../engine/engine-problem.ts';
import type { CodeState } from '../stores/code-store.ts';
import { moveCrashPoints } from './move-crash-points.ts';
import { rollouts } from './changes.ts';

type Refusal = CodeState['refusal'];

const isGone: Refusal = {
  why: 'The deployment did not come to its end: the fleet was left or started over meanwhile. Deploy again.',
  mistakes: [],
};

/** Deploys all changed code, to each process that has some of it. What cannot be deployed changes nothing. */
export async function deployDrafts(session: Session): Promise<void> {
  const { code } = session;
  code.setState({ isDeploying: true, refusal: null });
  const refusal = await deployed(session).catch((error: unknown): Refusal => {
    const problem = problemOf(error);
    return { why: `The deployment did not come to its end: ${problem.details[0] ?? problem.message}`, mistakes: [] };
  });
  code.setState({ isDeploying: false, refusal });
}

/** Null when it was done, or why it was not. */
async function deployed(session: Session): Promise<Refusal> {
  const { work, frames, check, attempt } = session;
  const { drafts } = work.getState();
  const mistakes = await check();
  if (mistakes === null) return isGone;
  if (mistakes.length > 0) return { why: 'Nothing was deployed: this code cannot run.', mistakes };
  const { map } = frames.getState();
  if (!map) return isGone;
  const wanted = rollouts(map, drafts);
  if (wanted.length === 0)
    return { why: 'Nothing was deployed: no service of this fleet imports what was changed.', mistakes };
  for (const { process, files } of wanted) {
    const before = Object.keys(files).map((path) => [path, work.atWork(path) ?? ''] as const);
    const acted = await attempt({ verb: 'deploy', target: process, sizes: { files } });
    if (acted === null) return isGone;
    if (!acted.ok) return acted;
    work.deploy(files);
    for (const [path, text] of before) moveCrashPoints(session, process, { path, before: text, after: files[path]! });
  }
  return null;
}
