import type { Logger } from 'vite';
import type { BuildResult } from './built-lesson.ts';

/** Whoever saves several files at once, or copies a folder, is told of the last state alone. */
export const lessonRestMs = 150;

/** Where the development server was started: which lesson that was saved cannot be read, and why. */
export class LessonTerminal {
  readonly #logger: Pick<Logger, 'info' | 'error'>;
  readonly #build: (id: string) => BuildResult;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #wrong = new Set<string>();

  constructor(logger: Pick<Logger, 'info' | 'error'>, build: (id: string) => BuildResult) {
    this.#logger = logger;
    this.#build = build;
  }

  saved(id: string): void {
    clearTimeout(this.#timers.get(id));
    const timer = setTimeout(() => {
      this.#timers.delete(id);
      this.#tell(id);
    }, lessonRestMs);
    this.#timers.set(id, timer);
  }

  #tell(id: string): void {
    const result = this.#build(id);
    const wasWrong = this.#wrong.delete(id);
    if (!result.ok) {
      this.#wrong.add(id);
      this.#logger.error(result.mistakes.join('\n'), { timestamp: true });
    } else if (wasWrong) this.#logger.info(`lessons/${id}: mended`, { timestamp: true });
  }
}
