import type { Editing } from './editing.ts';

/** What comes from an extended file is not taken away by leaving it out. */
export function take(path: readonly string[], { document, inherits }: Editing): void {
  document.remove(path);
  if (inherits(path)) document.set(path, null);
}

/** As people write it: a list inside the list only where several are called at once. */
export function single(group: readonly string[]): string | readonly string[] {
  return group.length === 1 ? group[0]! : group;
}
