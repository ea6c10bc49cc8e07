import type { LessonData, Step } from '../../../simulator/index.ts';
import type { Session } from '../session.ts';
import { lessonIdOf } from './lesson-ids.ts';
import { progress } from './progress-store.ts';
import { advanced } from './step-state.ts';
import { trySeeds } from './try-seeds.ts';

const askEveryMs = 200;

type Watched = Pick<Session, 'actor' | 'frames' | 'lesson' | 'checks' | 'onOtherSeed'>;

/** As long as a step is looked at: what its checks say, about five times a second while the run moves. */
export function watchLesson(session: Watched, data: LessonData, step: Step): () => void {
  const { frames, lesson, actor, checks } = session;
  const { id } = data.lesson;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isOver = false;
  let isAsking = false;
  let wasLeftOut = false;
  const look = async (): Promise<void> => {
    timer = null;
    isAsking = true;
    wasLeftOut = false;
    // Nobody has to hear that a fleet that is gone does not answer.
    const readings = await checks().catch(() => null);
    isAsking = false;
    const isOfIt = lessonIdOf(actor.getSnapshot().context.run.fleet) === id;
    if (isOver || !readings || !isOfIt) return;
    lesson.setState({ readings });
    note();
    if (wasLeftOut) plan();
  };
  const note = (): void => {
    const { readings, seeds } = lesson.getState();
    const isAgreed = (check: string, wanted: number): boolean => wanted === 1 || seeds[check]?.passed === wanted;
    progress.change(id, (now) => advanced(now, step, readings, isAgreed));
    for (const part of step.parts) {
      const isToBeTried =
        part.kind === 'check' &&
        part.seeds > 1 &&
        readings[part.check]?.verdict === 'passed' &&
        seeds[part.check] === undefined;
      if (isToBeTried) void trySeeds(session, part, () => isOver).then(() => !isOver && note());
    }
  };
  const plan = (): void => {
    if (isAsking) wasLeftOut = true;
    else timer ??= setTimeout(() => void look(), askEveryMs);
  };
  const stop = frames.subscribe(({ frame }, { frame: before }) => {
    if (frame === null && before !== null) lesson.setState({ readings: {}, seeds: {} });
    if (frame !== before) plan();
  });
  const stopAnswers = progress.subscribe(note);
  plan();
  return () => {
    isOver = true;
    stop();
    stopAnswers();
    if (timer !== null) clearTimeout(timer);
  };
}
