import type { KeyboardEvent } from 'react';
import { canLookBack, lookAt, lookOn } from '../../commands/time/look-back.ts';
import { useSession, useShown } from '../../session/use-session.ts';
import { clockText } from '../../ui/number-text.ts';
import styles from './scrubber.module.css';

const second = 1_000_000;

/** Takes hold of time: whoever drags it sees everything as it was there. */
export function Scrubber({ spanUs }: { readonly spanUs: number }) {
  const session = useSession();
  const isPast = useShown((shown) => shown.isPast);
  const shownUs = useShown(({ frame }) => frame?.virtualUs ?? 0);
  const nowUs = useShown(({ latest }) => latest?.virtualUs ?? 0);
  const reach = useShown(({ latest }) => latest?.past ?? null);
  if (!reach) return null;
  const { fromUs, everyUs } = reach;
  const percent = (us: number): string => `${(us / spanUs) * 100}%`;
  const moment = clockText(shownUs / 1000);
  return (
    <div className={styles.rail}>
      <input
        type="range"
        min={fromUs}
        max={Math.max(nowUs, fromUs)}
        step={1}
        value={shownUs}
        aria-label="Moment that is shown"
        aria-valuetext={isPast ? `${moment}, looking back` : `${moment}, now`}
        title={reachText(fromUs, everyUs)}
        className={styles.handle}
        style={{ left: percent(fromUs), width: `calc(${percent(nowUs - fromUs)} + 12px)` }}
        onChange={({ target }) => {
          const atUs = Number(target.value);
          lookAt(session, atUs > nowUs - everyUs / 2 ? Infinity : atUs);
        }}
        onKeyDown={(event) => {
          const move = moveOf(event);
          if (!move || !canLookBack(session)) return;
          event.preventDefault();
          event.stopPropagation();
          if (move === 'first') lookAt(session, fromUs);
          else if (move === 'now') lookAt(session, Infinity);
          else lookOn(session, move.byUs);
        }}
      />
      {isPast && (
        <div className={styles.shown} style={{ left: percent(shownUs) }} aria-hidden="true">
          <b>{moment}</b>
        </div>
      )}
    </div>
  );
}

function reachText(fromUs: number, everyUs: number): string {
  const from = fromUs <= everyUs ? 'the start' : clockText(fromUs / 1000);
  return `Drag to look back: every ${everyUs / second} s is kept, from ${from} on`;
}

type Move = 'first' | 'now' | { readonly byUs: number };

function moveOf({ key, shiftKey }: KeyboardEvent): Move | null {
  const stepUs = shiftKey ? second / 10 : second;
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return { byUs: -stepUs };
    case 'ArrowRight':
    case 'ArrowUp':
      return { byUs: stepUs };
    case 'PageUp':
      return { byUs: 10 * second };
    case 'PageDown':
      return { byUs: -10 * second };
    case 'Home':
      return 'first';
    case 'End':
      return 'now';
    default:
      return null;
  }
}
