import type { Fleet } from '../../fleet.ts';
import type { FleetDocument } from './fleet-document.ts';

/** What an edit works on. */
export interface Editing {
  readonly document: FleetDocument;
  /** With what the file extends. */
  readonly fleet: Fleet;
  /** Whether the place is still there without the file's own say: then it comes from a file that is extended. */
  readonly inherits: (path: readonly string[]) => boolean;
  /** New files, by their paths as the fleet file writes them. */
  readonly files: Record<string, string>;
  /** Whether there is such a file already. */
  readonly hasFile: (path: string) => boolean;
}

/** Why an edit cannot be made, in words. */
export class Unwilling extends Error {}
