import type { EngineFrame, FaultFigures } from '../../../simulator/index.ts';

/** The first order's flow, and whom it is proposed to do without. */
export const flow = 'checkout';
export const victim = 'payments';

export const stages = ['send', 'follow', 'kill', 'send again', 'fail', 'why', 'restore', 'done'] as const;
export type Stage = (typeof stages)[number];

interface Counts {
  /** Orders that were sent by hand. */
  readonly sent: number;
  readonly answered: number;
  readonly failed: number;
}

function countsIn(frame: EngineFrame, sent: number): Counts {
  const rows = frame.requests.filter((row) => row.flow === flow);
  const sum = (of: 'count' | 'failed'): number => rows.reduce((total, row) => total + row[of], 0);
  return { sent, answered: sum('count'), failed: sum('failed') };
}

/** What is broken now; that nobody comes by himself is how it began. */
export function brokenIn({ faults }: EngineFrame): readonly FaultFigures[] {
  return faults.filter(({ verb }) => verb !== 'quiet');
}

/** How far somebody has come, told by the facts alone: whoever breaks something else is as far. */
export function stageOf(frame: EngineFrame, sent: number): Stage {
  const { answered, failed } = countsIn(frame, sent);
  const isUnderWay = sent > answered;
  const isBroken = brokenIn(frame).length > 0;
  if (failed > 0) {
    if (isBroken) return 'why';
    return frame.replicas.every(({ state }) => state === 'ready') ? 'done' : 'restore';
  }
  if (isBroken) return isUnderWay ? 'fail' : 'send again';
  if (answered > 0) return isUnderWay ? 'follow' : 'kill';
  return isUnderWay ? 'follow' : 'send';
}

/** Where a stage lies on the way of five stations. */
export function stationOf(stage: Stage): number {
  return { send: 0, follow: 1, kill: 2, 'send again': 3, fail: 3, why: 3, restore: 4, done: 5 }[stage];
}
