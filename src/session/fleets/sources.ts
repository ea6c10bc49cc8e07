import type { Action } from '../../../simulator/index.ts';
import { isReady } from '../engine/engine-assets.ts';
import { EngineProblem } from '../engine/engine-problem.ts';
import { lessonIdOf } from '../lessons/lesson-ids.ts';
import type { RunToHave } from '../sharing/shared-run.ts';
import type { LessonStore, Prelude } from '../lessons/lesson-store.ts';
import { isBranch, isLent } from '../sharing/lent-runs.ts';
import type { LentRuns } from '../sharing/lent-runs.ts';
import { openTemplate } from '../work/open-template.ts';
import { withChanges } from '../work/fleet-source.ts';
import type { FleetSource } from '../work/fleet-source.ts';
import type { OwnFleets } from './own-fleets.ts';
import { isOwn } from './own-fleets.ts';
import { unpacked } from './parcel.ts';
import type { WorkStore } from '../work/work-store.ts';

interface Parts {
  readonly work: WorkStore;
  readonly ownFleets: OwnFleets;
  readonly lentRuns: LentRuns;
  readonly lesson: LessonStore;
}

/** What is to be done again before anybody sees the run. */
export interface ToReplay {
  readonly actions: readonly Action[];
  readonly atUs: number;
  /** What it comes to, where somebody who had it before has said so. */
  readonly digest: string | null;
  /** What to say when it has come there, where it is held against nothing. */
  readonly said: string | null;
}

export interface ToBoot {
  /** The texts, or the name of a fleet that the page brings along read and compiled. */
  readonly load: Pick<FleetSource, 'files' | 'entry'> | { readonly ready: string };
  /** Null until somebody asks for the texts of a fleet of ours. */
  readonly source: FleetSource | null;
  /** null where a run begins. */
  readonly replayed: ToReplay | null;
}

/** Where the texts of a fleet come from, by its name: from us, from this person, or by a link. */
export class Sources {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** With what this person made of it. What a stranger wrote runs only after a press. */
  async toBoot(id: string, isPressed: boolean, signal: AbortSignal): Promise<ToBoot> {
    const { work, lesson } = this.#parts;
    const prelude = lesson.takePrelude();
    if (work.getState().source?.id !== id) {
      work.close();
      if (isReady(id) && work.isUntouched(id) && !prelude) return { load: { ready: id }, source: null, replayed: null };
    }
    const source = await this.open(id);
    signal.throwIfAborted();
    if (source.by === 'a stranger' && !isPressed && !isBranch(id)) throw strange();
    if (work.getState().source?.id !== id) work.open(source);
    const changed = work.toRun({ isPressed }) ?? source;
    if (prelude) return this.#led(source, prelude);
    // A fleet that was changed since is another fleet: it begins at its beginning.
    const isUnchanged = Object.keys(work.getState().deployed).length === 0;
    const lent = isUnchanged ? (this.#parts.lentRuns.find(id)?.run ?? null) : null;
    const ready = isUnchanged ? readyOf(id, lent) : null;
    const load = ready === null ? { files: changed.files, entry: changed.entry } : { ready };
    return { load, source: changed, replayed: lent ? { ...lent, said: 'Here the run stands as it was left.' } : null };
  }

  /** As the start has it, and then on to where a step of a lesson begins. */
  #led(start: FleetSource, { texts, actions, untilUs, said }: Prelude): ToBoot {
    const source = withChanges(start, texts);
    const isStart = Object.keys(texts).length === 0 && isReady(start.id);
    const load = isStart ? { ready: start.id } : { files: source.files, entry: source.entry };
    return { load, source, replayed: { actions, atUs: untilUs, digest: null, said } };
  }

  /** The texts of a fleet that runs already, for whoever wants to read or change them. */
  async openLater(id: string, isStillWanted: () => boolean): Promise<void> {
    const source = await this.open(id).catch(() => null);
    if (source && isStillWanted()) this.#parts.work.open(source);
  }

  /** The texts of a fleet as everybody begins with it. */
  async open(id: string): Promise<FleetSource> {
    const { ownFleets, lentRuns } = this.#parts;
    const lent = lentRuns.find(id);
    if (lent) return lent.source;
    const own = ownFleets.find(id);
    if (own) return unpacked(own, id, 'this person');
    if (isOwn(id)) throw new EngineProblem('That fleet is not kept in this browser.', 'Choose another one.');
    if (isBranch(id))
      throw new EngineProblem(
        'That branch is not here any more.',
        'Branches stay as long as the page is open; a link of one keeps it.',
      );
    if (isLent(id)) throw new EngineProblem('That run is not here any more.', 'Open its link again.');
    const lesson = lessonIdOf(id);
    if (lesson === null) return openTemplate(id);
    const { openLesson, sourceOf } = await import('../lessons/open-lesson.ts');
    return sourceOf(await openLesson(lesson));
  }
}

/** The fleet that the page brings along read and compiled, where nothing of it differs. */
function readyOf(id: string, lent: RunToHave | null): string | null {
  const { template = null, files = {} } = lent?.fleet ?? {};
  if (template !== null && Object.keys(files).length === 0 && isReady(template)) return template;
  return isReady(id) ? id : null;
}

function strange(): EngineProblem {
  return new EngineProblem(
    'This code came by a link, and runs only when you say so.',
    'It runs in a sandbox without network and storage. Try again to run it.',
  );
}
