import type { Session } from '../session/session.ts';

export type CommandGroup = 'Time' | 'Traffic' | 'Break' | 'Restore' | 'Fleet' | 'Move' | 'Go to' | 'View';

/**
 * One thing that a person can do. Buttons, keys, menus and the palette all read this object,
 * so that what is possible in one of them is possible in all.
 */
export interface Command {
  readonly id: string;
  readonly label: string;
  readonly group: CommandGroup;
  /** As `chordOf` writes them: `Space`, `Mod+K`, `?`. */
  readonly keys: readonly string[];
  /** Words that find it besides its label. */
  readonly alias?: string;
  /** What it would do, for those who are about to choose it. */
  consequence?(session: Session): string;
  isPossible(session: Session): boolean;
  run(session: Session): void;
}

/** Time can be moved, and things can be done to the fleet. */
export function hasFleet({ actor }: Session): boolean {
  return actor.getSnapshot().matches('active');
}

export const always = (): boolean => true;
