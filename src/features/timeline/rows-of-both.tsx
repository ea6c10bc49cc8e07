import { useMemo } from 'react';
import { useAnswer } from '../../session/use-answer.ts';
import { sideNames } from '../../session/pair/pair-run.ts';
import { usePair, usePairState } from '../../session/pair/use-pair.ts';
import type { SideName } from '../../session/pair/curtain.ts';
import { SessionContext } from '../../session/use-session.ts';
import { LaneRow } from './lane-row.tsx';
import type { RowsProps } from './timeline.tsx';

/** A row for each side of a pair: what was done to it, and what became of it. */
export function RowsOfBoth(scale: RowsProps) {
  const { sides } = usePair();
  return sideNames.map((side) => (
    <SessionContext key={side} value={sides[side]}>
      <RowOfSide side={side} {...scale} />
    </SessionContext>
  ));
}

const told: ReadonlySet<string> = new Set(['fault', 'deploy', 'process', 'limit']);

function RowOfSide({ side, ...scale }: RowsProps & { readonly side: SideName }) {
  const title = usePairState(({ titles }) => titles[side]);
  const happenings = useAnswer({ about: 'happenings' }, ({ counts }) => counts.happenings, 'now');
  const inOneLane = useMemo(
    () =>
      (happenings ?? [])
        .filter(({ lane }) => told.has(lane))
        .map((happening) => ({ ...happening, lane: 'fault' as const })),
    [happenings],
  );
  return (
    <>
      <p className="visually-hidden">
        {title}: {inOneLane.length === 0 ? 'nothing has happened yet' : `${inOneLane.length} things have happened`}.
      </p>
      <LaneRow lane="fault" label={title} happenings={inOneLane} {...scale} />
    </>
  );
}
