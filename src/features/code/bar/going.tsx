import { useStore } from 'zustand';
import { useShallow } from 'zustand/shallow';
import { useFrame, useSession } from '../../../session/use-session.ts';
import type { Workspace } from '../monaco/workspace.ts';
import styles from './bars.module.css';

interface GoingProps {
  readonly workspace: Workspace;
  readonly hasChanges: boolean;
}

/** What a deployment has to say, in one sentence: the gravest first. */
export function Going({ workspace, hasChanges }: GoingProps) {
  const { work, code } = useSession();
  const { isDeploying, refusal } = useStore(code);
  const isHeldBack = useStore(work, (state) => state.isHeldBack);
  const typeErrors = useStore(workspace.findings, ({ types }) => Object.values(types).flat().length);
  const rollouts = useFrame(
    useShallow(({ processes }) =>
      Object.entries(processes).flatMap(([name, { rollout }]) => (rollout ? [rolloutText(name, rollout)] : [])),
    ),
  );
  if (isDeploying) return 'Looking at the code …';
  if (refusal) return <span className={styles.bad}>{refusal.why}</span>;
  if (isHeldBack && hasChanges) {
    return 'This code was not seen to run to the end, so the run began without it. Deploy it to try it again.';
  }
  if (rollouts && rollouts.length > 0) return rollouts.join(' ');
  if (hasChanges && typeErrors > 0) {
    return `${typeErrors} type ${typeErrors === 1 ? 'error' : 'errors'}: it can be deployed all the same.`;
  }
  return null;
}

interface Rollout {
  readonly version: string;
  readonly done: number;
  readonly wanted: number;
  readonly stalled: string | null;
}

function rolloutText(process: string, { version, done, wanted, stalled }: Rollout): string {
  const state = stalled === null ? `${done} of ${wanted} replicas are new` : `stands still: ${stalled}`;
  return `${process} ${version}: ${state}.`;
}
