import type { Happening } from '../../../simulator/index.ts';

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

/** Where labels stand, in pixels: behind a mark, unless that is where the next one is, or the end. */
export function labelled(marks: readonly Mark[], widthPx: number, spanUs: number, nowUs: number): boolean[] {
  const x = (us: number): number => (us / spanUs) * widthPx;
  return marks.map((mark, index) => {
    const from = x(mark.untilUs === null ? nowUs : (mark.untilUs ?? mark.atUs));
    const next = marks[index + 1];
    const to = from + 16 + markText(mark).length * 5.8;
    const isCovered = marks.slice(0, index).some((other) => other.untilUs === null || (other.untilUs ?? 0) > mark.atUs);
    return !isCovered && to < (next ? x(next.atUs) : widthPx);
  });
}
