import { useEffect, useRef, useState } from 'react';
import { useAnswer } from '../../session/use-answer.ts';
import { useFrame, useSession } from '../../session/use-session.ts';
import { clockText } from '../../ui/number-text.ts';
import { LaneRow } from './lane-row.tsx';
import { segments, spanOf, tickText } from './scale.ts';
import type { Lane } from './scale.ts';
import styles from './timeline.module.css';

const always: readonly { readonly lane: Lane; readonly label: string }[] = [
  { lane: 'fault', label: 'faults' },
  { lane: 'deploy', label: 'deploys' },
  { lane: 'breaker', label: 'breakers' },
  { lane: 'process', label: 'processes' },
];
const limits = { lane: 'limit', label: 'limits' } as const;

/** The whole run from its start to now, on a ruler that grows with it. */
export function Timeline() {
  const spanUs = useFrame(({ virtualUs }) => spanOf(virtualUs)) ?? spanOf(0);
  const happenings = useAnswer({ about: 'happenings' }, ({ counts }) => counts.happenings) ?? [];
  const lanes = happenings.some(({ lane }) => lane === 'limit') ? [...always, limits] : always;
  const [widthPx, setWidth] = useState(800);
  const whole = useRef<HTMLElement>(null);
  const now = useNow(whole, spanUs);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    if (now.current?.parentElement) observer.observe(now.current.parentElement);
    return () => observer.disconnect();
  }, [now]);
  return (
    <section ref={whole} className={styles.timeline} aria-label="Timeline">
      <p className="visually-hidden">
        {happenings.length === 0
          ? 'Nothing has happened to the fleet yet.'
          : `${happenings.length} things happened to the fleet; the tab Events of the evidence lists them.`}
      </p>
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
      {lanes.map(({ lane, label }) => (
        <LaneRow key={lane} lane={lane} label={label} happenings={happenings} spanUs={spanUs} widthPx={widthPx} />
      ))}
      <div className={styles.over} aria-hidden="true">
        <div ref={now} className={styles.now}>
          <b />
        </div>
      </div>
    </section>
  );
}

/** What moves with time moves without React. */
function useNow(whole: { readonly current: HTMLElement | null }, spanUs: number) {
  const { frames } = useSession();
  const now = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const show = (): void => {
      const { frame } = frames.getState();
      if (!frame) return;
      whole.current?.style.setProperty('--now', String(Math.min(1, frame.virtualUs / spanUs)));
      const flag = now.current?.querySelector('b');
      if (flag) flag.textContent = clockText(frame.virtualUs / 1000);
    };
    show();
    return frames.subscribe(show);
  }, [frames, whole, spanUs]);
  return now;
}
