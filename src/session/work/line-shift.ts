/**
 * Where a line of one text stands in another: before all that was changed it has not moved, and behind it as far as the text
 * grew or shrank. Null for a line that was changed itself.
 */
export function lineIn(other: string, text: string, line: number): number | null {
  if (other === text) return line;
  const from = text.split('\n');
  const to = other.split('\n');
  const shorter = Math.min(from.length, to.length);
  let same = 0;
  while (same < shorter && from[same] === to[same]) same++;
  if (line <= same) return line;
  let behind = 0;
  while (behind < shorter - same && from[from.length - 1 - behind] === to[to.length - 1 - behind]) behind++;
  return line > from.length - behind ? line + to.length - from.length : null;
}
