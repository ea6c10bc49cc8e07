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
}
