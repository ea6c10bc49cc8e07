import { deploy } from './deploy.ts';
import { keep } from './keep.ts';
import { merge, move } from './move.ts';
import { scale } from './scale.ts';
import { set } from './set.ts';
import type { Change } from './change.ts';

const changes: readonly Change[] = [deploy, scale, set, move, merge, keep];

export function changeOf(verb: string): Change | undefined {
  return changes.find((change) => change.verb === verb);
}
