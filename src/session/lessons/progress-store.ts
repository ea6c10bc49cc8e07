import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { WorkStorage } from '../work/saved-work.ts';
import { browserStorage } from '../work/saved-work.ts';
import { merged, nothingDone } from './progress.ts';
import type { LessonProgress, Progress } from './progress.ts';
import { readProgress, writtenProgress } from './progress-file.ts';

const key = 'flotilla.progress';

interface KeptProgress {
  readonly lessons: Progress;
  /** False when the browser does not keep it: then it lasts until the page is closed. */
  readonly isSaved: boolean;
}

/** How far somebody has come in each lesson. */
export class ProgressStore {
  readonly #storage: WorkStorage | null;
  readonly #store = createStore<KeptProgress>(() => ({ lessons: {}, isSaved: true }));
  readonly getState = this.#store.getState;
  readonly getInitialState = this.#store.getInitialState;
  readonly subscribe = this.#store.subscribe;

  constructor(storage: WorkStorage | null) {
    this.#storage = storage;
    this.heard();
  }

  of(lesson: string): LessonProgress {
    return this.getState().lessons[lesson] ?? nothingDone;
  }

  change(lesson: string, change: (now: LessonProgress) => LessonProgress): void {
    const lessons = this.#latest();
    const before = lessons[lesson] ?? nothingDone;
    const after = change(before);
    if (after !== before) this.#keep({ ...lessons, [lesson]: after });
  }

  /** Somebody's own, from another browser. */
  merge(brought: Progress): void {
    this.#keep(merged(this.#latest(), brought));
  }

  replace(lessons: Progress): void {
    this.#keep(lessons);
  }

  /** As if it had never been opened. */
  forget(lesson: string): void {
    const { [lesson]: _, ...others } = this.#latest();
    this.#keep(others);
  }

  /** Another tab wrote. */
  readonly heard = (): void => {
    this.#store.setState({ lessons: this.#latest() });
  };

  /** As the tabs have left it between them, and here with what could not be kept. */
  #latest(): Progress {
    const { lessons, isSaved } = this.getState();
    const kept = readProgress(this.#storage?.getItem(key) ?? '');
    return isSaved ? kept : merged(lessons, kept);
  }

  #keep(lessons: Progress): void {
    let isSaved = this.#storage !== null;
    try {
      this.#storage?.setItem(key, writtenProgress(lessons));
    } catch {
      isSaved = false;
    }
    this.#store.setState({ lessons, isSaved });
  }
}

/** This person's own. */
export const progress = new ProgressStore(browserStorage());

/** What is done in another tab is done here, too. Outside a browser there is none. */
if (typeof addEventListener === 'function')
  addEventListener('storage', (event) => {
    if (event.key === key) progress.heard();
  });

export function useProgress<Value>(select: (kept: KeptProgress) => Value): Value {
  return useStore(progress, select);
}
