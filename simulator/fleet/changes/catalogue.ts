import { deploy } from './deploy.ts';
import { scale } from './scale.ts';
import type { Change } from './change.ts';

const changes: readonly Change[] = [deploy, scale];

export function changeOf(verb: string): Change | undefined {
  return changes.find((change) => change.verb === verb);
}
