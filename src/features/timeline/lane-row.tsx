import { useMemo } from 'react';
import type { Happening } from '../../../simulator/index.ts';
import { selectThing, thingNamed } from '../../commands/fleet/select-thing.ts';
import { useSession } from '../../session/use-session.ts';
import { happeningText, labelSides, lowered, markText, marksOf } from './scale.ts';
import type { LabelSide, Lane, Mark } from './scale.ts';
import styles from './timeline.module.css';

interface LaneRowProps {
  readonly lane: Lane;
  readonly label: string;
  readonly happenings: readonly Happening[];
  readonly spanUs: number;
  readonly widthPx: number;
}

/** Marks closer than this cannot be told apart. */
const closePx = 7;

export function LaneRow({ lane, label, happenings, spanUs, widthPx }: LaneRowProps) {
  const marks = useMemo(() => {
    const all = marksOf(happenings, lane, (spanUs / widthPx) * closePx);
    const lows = lowered(all);
    const sides = labelSides(all, widthPx, spanUs);
    return all.map((mark, index) => ({ mark, isLow: lows[index] === true, side: sides[index] ?? null }));
  }, [happenings, lane, spanUs, widthPx]);
  return (
    <div className={styles.row} aria-hidden="true">
      <span className={styles.name}>{label}</span>
      <div className={styles.lane}>
        {marks.map((placed) => (
          <MarkShape key={placed.mark.atUs} lane={lane} spanUs={spanUs} {...placed} />
        ))}
      </div>
    </div>
  );
}

interface MarkShapeProps {
  readonly lane: Lane;
  readonly mark: Mark;
  readonly spanUs: number;
  readonly isLow: boolean;
  readonly side: LabelSide;
}

/** A press points at what it happened to. The keyboard's way there are the rows of the tab Events. */
function MarkShape({ lane, mark, spanUs, isLow, side }: MarkShapeProps) {
  const session = useSession();
  const { atUs, untilUs, happenings } = mark;
  const percent = (us: number): string => `${(us / spanUs) * 100}%`;
  const isBar = untilUs !== undefined;
  const right = untilUs === null ? 'calc(100% - var(--now) * 100%)' : `${(1 - (untilUs ?? atUs) / spanUs) * 100}%`;
  const point = (): void => {
    const thing = thingNamed(session.frames.getState().map, happenings[0]?.target ?? '');
    if (thing) selectThing(thing).run(session);
  };
  return (
    <button
      type="button"
      tabIndex={-1}
      className={[styles.mark, isBar ? styles.bar : styles.point, isLow && styles.low, styles[lane]]
        .filter(Boolean)
        .join(' ')}
      style={isBar ? { left: percent(atUs), right } : { left: percent(atUs) }}
      title={happenings.map(happeningText).join('\n')}
      onClick={point}
    >
      {side !== null && <span className={styles[side]}>{markText(mark)}</span>}
    </button>
  );
}
