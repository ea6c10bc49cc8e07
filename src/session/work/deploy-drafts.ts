import type { Session } from '../session.ts';
import { moveCrashPoints } from './move-crash-points.ts';
import { rollouts } from './changes.ts';

/** Deploys all changed code, to each process that has some of it. What cannot be deployed changes nothing. */
export async function deployDrafts(session: Session): Promise<void> {
  const { work, code, frames, check, attempt } = session;
  const { map } = frames.getState();
  const { drafts } = work.getState();
  if (!map) return;
  code.setState({ isDeploying: true, refusal: null });
  try {
    const mistakes = (await check()) ?? [];
    if (mistakes.length > 0) {
      code.setState({ refusal: { why: 'Nothing was deployed: this code cannot run.', mistakes } });
      return;
    }
    const wanted = rollouts(map, drafts);
    if (wanted.length === 0) {
      const why = 'Nothing was deployed: no service of this fleet imports what was changed.';
      code.setState({ refusal: { why, mistakes } });
      return;
    }
    for (const { process, files } of wanted) {
      const before = Object.keys(files).map((path) => [path, work.atWork(path) ?? ''] as const);
      const acted = await attempt({ verb: 'deploy', target: process, sizes: { files } });
      if (acted === null) return;
      if (!acted.ok) {
        code.setState({ refusal: acted });
        return;
      }
      work.deploy(files);
      for (const [path, text] of before) moveCrashPoints(session, process, { path, before: text, after: files[path]! });
    }
  } finally {
    code.setState({ isDeploying: false });
  }
}
