declare module 'virtual:lesson-ids' {
  /** Names of the folders of all lessons, in the order of the course: all that the first picture needs of them. */
  const ids: readonly string[];
  export default ids;
}

declare module 'virtual:lessons' {
  export interface LessonEntry {
    /** The name of its folder: `12-circuit-breaker`. */
    readonly id: string;
    readonly title: string;
    readonly track: string;
    readonly minutes: number;
    /** Ids of its steps, in order. */
    readonly steps: readonly string[];
    /** Where the whole of it can be fetched. */
    readonly address: string;
  }

  /** All lessons of this Flotilla, in the order of the course. */
  export const lessons: readonly LessonEntry[];

  /** Where the parts of the engine can be fetched that only lessons need, by their names. */
  export const addresses: Readonly<Record<string, string>>;

  /** By the name of a lesson's fleet: all that an engine asks for to run it. */
  export const needs: Readonly<Record<string, readonly string[]>>;
}
