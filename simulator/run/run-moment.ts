import type { RunMoment } from '../wire/view/runs/run-moment.ts';
import type { Run } from './run.ts';

export function momentOf({ nowUs, world, actions }: Run): RunMoment {
  return { atUs: nowUs, digest: world.digest(), actions: [...actions.fromOutside], standing: actions.standing };
}
