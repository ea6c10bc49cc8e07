import type { LessonData, Step } from '../../../simulator/index.ts';
import type { Session } from '../session.ts';
import { lessonIdOf } from './lesson-ids.ts';
import { progress } from './progress-store.ts';
import { advanced } from './step-state.ts';
import { forgetSeeds, trySeeds } from './try-seeds.ts';

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
    if (wasLeftOut && !isOver) plan();
    const isOfIt = lessonIdOf(actor.getSnapshot().context.run.fleet) === id;
    if (isOver || !readings || !isOfIt) return;
    lesson.setState({ readings });
    note();
  };
  /** What stands of all that was done to the fleet. */
  const doneBy = (): string => {
    const { changes = [], faults = [] } = frames.getState().latest ?? {};
    return [...changes, ...faults].map(({ id }) => id).join();
  };
  const triedWith = new Map<string, string>();
  const isPassed = (check: string): boolean => lesson.getState().readings[check]?.verdict === 'passed';
  const note = (): void => {
    const { readings, seeds } = lesson.getState();
    const isAgreed = (check: string, wanted: number): boolean => wanted === 1 || seeds[check]?.passed === wanted;
    progress.change(id, (now) => advanced(now, step, readings, isAgreed));
    // Whoever has changed something since, or seen it fail, may be right the next time.
    const isChanged = (check: string): boolean => triedWith.get(check) !== doneBy();
    const isOther = (check: string): boolean => !isPassed(check) || isChanged(check);
    forgetSeeds(session, (check, { failed, isHeldUp }) =>
      // What pauses is not begun anew whenever the check wavers: each time it would be one more engine on a busy machine.
      failed === null ? isHeldUp === true && isChanged(check) : isOther(check),
    );
    for (const part of step.parts) {
      if (part.kind !== 'check' || part.seeds === 1 || !isPassed(part.check)) continue;
      // Asked each time: to note progress is to be told of it, and to note again.
      if (lesson.getState().seeds[part.check] !== undefined) continue;
      triedWith.set(part.check, doneBy());
      void trySeeds(session, part).then(() => !isOver && note());
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
    // Nobody would hear of what is still being tried: whoever comes back has it tried anew.
    forgetSeeds(session, (_, { of, passed, failed }) => failed === null && passed < of);
    if (timer !== null) clearTimeout(timer);
  };
}
