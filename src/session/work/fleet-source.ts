/** The texts that a fleet is made of. */
export interface FleetSource {
  readonly id: string;
  readonly title: string;
  /** Of the fleet file, among `files`. */
  readonly entry: string;
  readonly files: Readonly<Record<string, string>>;
  /** Who wrote it: what a stranger wrote runs only after a press. */
  readonly by: 'flotilla' | 'this person' | 'a stranger';
  /** The fleet of ours that it stands on: most of its texts are the same. */
  readonly template?: string;
}

export type Texts = Readonly<Record<string, string>>;

/** A path as the fleet file writes it, as a path among the source's files. What lies beside the fleet file comes before what it extends. */
export function besideEntry({ entry }: Pick<FleetSource, 'entry'>, path: string): string {
  const end = entry.lastIndexOf('/') + 1;
  return entry.slice(0, end) + path;
}

/** The source with other texts in place of some of its own, or beside them. Their paths are as the fleet file writes them. */
export function withChanges(source: FleetSource, changes: Texts): FleetSource {
  const changed = Object.entries(changes).map(([path, text]) => [besideEntry(source, path), text]);
  return { ...source, files: { ...source.files, ...Object.fromEntries(changed) } };
}
