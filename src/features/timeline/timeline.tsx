import { useEffect, useRef, useState } from 'react';
import type { ComponentType, PointerEvent } from 'react';
import { useAnswer } from '../../session/use-answer.ts';
import { useMomentMark } from '../../session/stores/use-moment-mark.ts';
import { useMoment, useSession, useShown } from '../../session/use-session.ts';
import { clockText } from '../../ui/number-text.ts';
import { LaneRow } from './lane-row.tsx';
import { segments, spanOf, tickText } from './scale.ts';
import type { Lane } from './scale.ts';
import { Scrubber } from './scrubber.tsx';
import styles from './timeline.module.css';

const always: readonly { readonly lane: Lane; readonly label: string }[] = [
  { lane: 'fault', label: 'faults' },
  { lane: 'deploy', label: 'deploys' },
  { lane: 'breaker', label: 'breakers' },
  { lane: 'process', label: 'processes' },
];
const limits = { lane: 'limit', label: 'limits' } as const;

export interface RowsProps {
  readonly spanUs: number;
  readonly widthPx: number;
}

/** The whole run from its start to now, on a ruler that grows with it; also while somebody looks back. */
export function Timeline({ rows: Rows = LanesOfOne }: { readonly rows?: ComponentType<RowsProps> }) {
  const spanUs = useShown(({ latest }) => spanOf(latest?.virtualUs ?? 0));
  const isPast = useShown((shown) => shown.isPast);
  const [widthPx, setWidth] = useState(800);
  const whole = useRef<HTMLElement>(null);
  const now = useNow(whole, spanUs);
  useMomentMark(whole, { fromUs: 0, untilUs: spanUs });
  const point = usePointing(now, spanUs);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    if (now.current?.parentElement) observer.observe(now.current.parentElement);
    return () => observer.disconnect();
  }, [now]);
  return (
    <section
      ref={whole}
      className={styles.timeline}
      data-names={Rows === LanesOfOne ? 'lanes' : 'fleets'}
      aria-label="Timeline"
      data-past={isPast}
      {...point}
    >
      <div className={styles.row} aria-hidden="true">
        <span className={styles.name}>time</span>
        <div className={styles.ruler}>
          {Array.from({ length: segments }, (_, index) => {
            const atUs = (index * spanUs) / segments;
            return (
              <span key={atUs} className={styles.segment}>
                {index % 2 === 0 && <i>{tickText(atUs, spanUs)}</i>}
              </span>
            );
          })}
        </div>
      </div>
      <Rows spanUs={spanUs} widthPx={widthPx} />
      <div className={styles.over} aria-hidden="true">
        <Shown spanUs={spanUs} />
        <div className={styles.moment} />
        <div ref={now} className={styles.now}>
          <b />
        </div>
      </div>
      <Scrubber spanUs={spanUs} />
    </section>
  );
}

/** A lane for each kind of thing that happened. */
function LanesOfOne(scale: RowsProps) {
  const happenings = useAnswer({ about: 'happenings' }, ({ counts }) => counts.happenings, 'now') ?? [];
  const lanes = happenings.some(({ lane }) => lane === 'limit') ? [...always, limits] : always;
  return (
    <>
      <p className="visually-hidden">
        {happenings.length === 0
          ? 'Nothing has happened to the fleet yet.'
          : `${happenings.length} things happened to the fleet; the tab Events of the evidence lists them.`}
      </p>
      {lanes.map(({ lane, label }) => (
        <LaneRow key={lane} lane={lane} label={label} happenings={happenings} {...scale} />
      ))}
    </>
  );
}

/** The stretch that charts show, where that is not the whole run. */
function Shown({ spanUs }: { readonly spanUs: number }) {
  const range = useMoment((moment) => moment.range);
  const percent = (us: number): string => `${(us / spanUs) * 100}%`;
  return (
    range && (
      <div
        className={styles.shown}
        style={{ left: percent(range.fromUs), width: percent(range.untilUs - range.fromUs) }}
      />
    )
  );
}

/** Pointing at a time here points at it everywhere. */
function usePointing(now: { readonly current: HTMLElement | null }, spanUs: number) {
  const { moment, frames } = useSession();
  return {
    onPointerMove: ({ clientX }: PointerEvent): void => {
      const box = now.current?.parentElement?.getBoundingClientRect();
      if (!box) return;
      const atUs = ((clientX - box.left) / box.width) * spanUs;
      const isPast = atUs >= 0 && atUs <= (frames.getState().latest?.virtualUs ?? 0);
      moment.point(isPast ? atUs : null);
    },
    onPointerLeave: () => moment.point(null),
  };
}

/** What moves with time moves without React. */
function useNow(whole: { readonly current: HTMLElement | null }, spanUs: number) {
  const { frames } = useSession();
  const now = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const show = (): void => {
      const { latest, isPast } = frames.getState();
      if (!latest) return;
      whole.current?.style.setProperty('--now', String(Math.min(1, latest.virtualUs / spanUs)));
      const flag = now.current?.querySelector('b');
      if (flag) flag.textContent = isPast ? 'now' : clockText(latest.virtualUs / 1000);
    };
    show();
    return frames.subscribe(show);
  }, [frames, whole, spanUs]);
  return now;
}
