import { useMemo } from 'react';
import type { Happening } from '../../../simulator/index.ts';
import { selectThing, thingNamed } from '../../commands/fleet/select-thing.ts';
import { useSession } from '../../session/use-session.ts';
import { happeningText, labelled, markText, marksOf } from './scale.ts';
import type { Lane, Mark } from './scale.ts';
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
  const { frames } = useSession();
  const { marks, withLabel } = useMemo(() => {
    const all = marksOf(happenings, lane, (spanUs / widthPx) * closePx);
    const nowUs = frames.getState().frame?.virtualUs ?? 0;
    return { marks: all, withLabel: labelled(all, widthPx, spanUs, nowUs) };
  }, [frames, happenings, lane, spanUs, widthPx]);
  return (
    <div className={styles.row} aria-hidden="true">
      <span className={styles.name}>{label}</span>
      <div className={styles.lane}>
        {marks.map((mark, index) => (
          <MarkShape key={mark.atUs} lane={lane} mark={mark} spanUs={spanUs} hasLabel={withLabel[index] === true} />
        ))}
      </div>
    </div>
  );
}

interface MarkShapeProps {
  readonly lane: Lane;
  readonly mark: Mark;
  readonly spanUs: number;
  readonly hasLabel: boolean;
}

/** A press points at what it happened to. The keyboard's way there are the rows of the tab Events. */
function MarkShape({ lane, mark, spanUs, hasLabel }: MarkShapeProps) {
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
      className={[styles.mark, isBar ? styles.bar : styles.point, styles[lane]].join(' ')}
      style={isBar ? { left: percent(atUs), right } : { left: percent(atUs) }}
      title={happenings.map(happeningText).join('\n')}
      onClick={point}
    >
      {hasLabel && <span>{markText(mark)}</span>}
    </button>
  );
}
