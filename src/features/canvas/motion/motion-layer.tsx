import { useEffect, useRef, useState } from 'react';
import { onThemeChosen } from '../../../browser/theme.ts';
import { useSession } from '../../../session/use-session.ts';
import type { Selection } from '../../../session/stores/selection-store.ts';
import { useChartStore } from '../chart/use-chart.ts';
import { Motion } from './motion.ts';
import type { MotionNote, ViewTransform } from './motion.ts';
import styles from './motion-layer.module.css';

interface MotionLayerProps {
  readonly isStill: boolean;
  /** Where the chart is looked at from, now. */
  readonly viewNow: () => ViewTransform;
  readonly isSketch: boolean;
  /** Hands out what draws, to whoever asks which dot is where. */
  readonly onMotion: (motion: Motion | null) => void;
  readonly isNoted: boolean;
}

const noteEveryMs = 500;

/** The one canvas over the chart. */
export function MotionLayer({ isStill, viewNow, isSketch, onMotion, isNoted }: MotionLayerProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const session = useSession();
  const chart = useChartStore();
  const [note, setNote] = useState<MotionNote>({ isStretched: false, oneIn: 1 });
  useEffect(() => {
    const element = canvas.current!;
    const motion = new Motion(element);
    const point = ({ highlight, traceId }: Selection): void => motion.setTrace(highlight.traceId, traceId);
    motion.setStill(isStill);
    motion.setSketch(isSketch);
    motion.setChart(chart.getState());
    const stops = [
      chart.subscribe((now) => motion.setChart(now)),
      session.messages.subscribe(
        (batch) => motion.take(batch, performance.now()),
        () => motion.clear(),
      ),
      session.selection.subscribe(point),
      onThemeChosen(() => motion.refreshInks()),
      onScheme(() => motion.refreshInks()),
      onResize(element),
      eachFrame((nowMs) => motion.draw(nowMs, viewNow())),
    ];
    point(session.selection.getState());
    onMotion(motion);
    const noting = window.setInterval(() => setNote((before) => sameNote(before, motion.note)), noteEveryMs);
    return () => {
      clearInterval(noting);
      for (const stop of stops) stop();
      onMotion(null);
    };
  }, [session, chart, viewNow, isStill, isSketch, onMotion]);
  return (
    <>
      <canvas ref={canvas} className={styles.canvas} aria-hidden="true" />
      {isNoted && <Note {...note} />}
    </>
  );
}

function Note({ isStretched, oneIn }: MotionNote) {
  const parts = [
    isStretched && 'Dots are drawn slower than messages are; in slow motion they are where the messages are.',
    oneIn > 1 && `One in ${oneIn} is drawn.`,
  ].filter(Boolean);
  return parts.length > 0 ? <p className={styles.note}>{parts.join(' ')}</p> : null;
}

function sameNote(before: MotionNote, now: MotionNote): MotionNote {
  return before.isStretched === now.isStretched && before.oneIn === now.oneIn ? before : now;
}

function eachFrame(draw: (nowMs: number) => void): () => void {
  let handle = requestAnimationFrame(function next(nowMs) {
    draw(nowMs);
    handle = requestAnimationFrame(next);
  });
  return () => cancelAnimationFrame(handle);
}

function onScheme(changed: () => void): () => void {
  const list = matchMedia('(prefers-color-scheme: dark)');
  list.addEventListener('change', changed);
  return () => list.removeEventListener('change', changed);
}

function onResize(canvas: HTMLCanvasElement): () => void {
  const fit = (): void => {
    const scale = Math.min(2, devicePixelRatio || 1);
    canvas.width = Math.round(canvas.clientWidth * scale);
    canvas.height = Math.round(canvas.clientHeight * scale);
  };
  const observer = new ResizeObserver(fit);
  observer.observe(canvas);
  fit();
  return () => observer.disconnect();
}
