import type { Happening } from '../../../simulator/index.ts';
import type { Shown } from '../../session/stores/frame-store.ts';

const second = 1_000_000;
const minute = 60 * second;
const spans = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 60, 120, 300, 600, 1200, 3600].map((seconds) => seconds * second);
export const segments = 10;

/** How much time the ruler holds: all of the run, and a little of what is to come. Ten segments of a round length. */
export function spanOf(nowUs: number): number {
  const wanted = nowUs * 1.06;
  const round = spans.find((span) => span >= wanted);
  if (round !== undefined) return round;
  return Math.ceil(wanted / (60 * minute)) * 60 * minute;
}

/** 40 ms, 1.5 s, 00:30, 1:10:00, as the span needs it. */
export function tickText(atUs: number, spanUs: number): string {
  if (spanUs < second) return `${Math.round(atUs / 1000)} ms`;
  if (spanUs <= 10 * second) return `${atUs / second} s`;
  const two = (value: number): string => String(value).padStart(2, '0');
  const rest = `${two(Math.floor(atUs / minute) % 60)}:${two(Math.floor(atUs / second) % 60)}`;
  return spanUs > 60 * minute ? `${Math.floor(atUs / (60 * minute))}:${rest}` : rest;
}

const slow = 0.1;

/**
 * Microseconds are there where somebody could read them. Whoever stops time sees them once it stands: what a fleet was in the
 * middle of when it was told to is still to come.
 */
export function microsecondsOf({ frame, isPast }: Pick<Shown, 'frame' | 'isPast'>): string | null {
  if (frame && !isPast && frame.playing && frame.speed > slow) return null;
  return String((frame?.virtualUs ?? 0) % 1000).padStart(3, '0');
}

export type Lane = Happening['lane'];

/** One mark of a lane: what happened so close together that it could not be told apart. */
export interface Mark {
  readonly atUs: number;
  /** Null while it lasts; undefined where it was over at once. */
  readonly untilUs: number | null | undefined;
  readonly happenings: readonly Happening[];
}

/** The happenings of one lane as marks, oldest first; two that begin within `closeUs` are one. */
export function marksOf(happenings: readonly Happening[], lane: Lane, closeUs: number): Mark[] {
  const marks: Mark[] = [];
  for (const happening of happenings) {
    if (happening.lane !== lane) continue;
    const last = marks.at(-1);
    if (last && happening.atUs - last.atUs <= closeUs) marks[marks.length - 1] = joined(last, happening);
    else marks.push({ atUs: happening.atUs, untilUs: happening.untilUs, happenings: [happening] });
  }
  return marks;
}

function joined(mark: Mark, happening: Happening): Mark {
  const ends = [mark.untilUs, happening.untilUs];
  const lasting = ends.filter((end) => end !== undefined && end !== null);
  const untilUs = ends.includes(null) ? null : lasting.length > 0 ? Math.max(...lasting) : undefined;
  return { ...mark, untilUs, happenings: [...mark.happenings, happening] };
}

export function markText({ happenings }: Mark): string {
  const [first] = happenings;
  const more = happenings.length - 1;
  return `${first ? happeningText(first) : ''}${more > 0 ? `, and ${more} more` : ''}`;
}

/** Some say themselves whom they are about. */
export function happeningText({ target, text }: Happening): string {
  return text.includes(target) ? text : `${target} ${text}`;
}

/** Which marks lie in the lower half of their lane: those that begin while one in the upper half lasts. */
export function lowered(marks: readonly Mark[]): boolean[] {
  let upperUntilUs = -1;
  return marks.map((mark) => {
    if (mark.untilUs === undefined) return false;
    const isLow = mark.atUs < upperUntilUs;
    if (!isLow) upperUntilUs = mark.untilUs ?? Infinity;
    return isLow;
  });
}

export type LabelSide = 'before' | 'behind' | null;

/**
 * On which side of a mark there is room for its label. One that lasts grows to the right with time, so its label stands before it.
 * Of two labels in one place the newer stays.
 */
export function labelSides(marks: readonly Mark[], widthPx: number, spanUs: number): LabelSide[] {
  const x = (us: number): number => (us / spanUs) * widthPx;
  const end = ({ atUs, untilUs }: Mark): number => (untilUs === null ? widthPx : x(untilUs ?? atUs));
  const taken = marks.map((mark) => ({ from: x(mark.atUs), to: end(mark), by: mark }));
  const sides = marks.toReversed().map((mark): LabelSide => {
    const lengthPx = 16 + markText(mark).length * 5.8;
    const isBefore = mark.untilUs === null;
    const from = isBefore ? x(mark.atUs) - lengthPx : end(mark);
    const to = from + lengthPx;
    const isFree = taken.every((other) => other.by === mark || other.from >= to || other.to <= from);
    if (!isFree || from < 0 || to > widthPx) return null;
    taken.push({ from, to, by: mark });
    return isBefore ? 'before' : 'behind';
  });
  return sides.reverse();
}
