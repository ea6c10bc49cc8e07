const candidatesMax = 2000;

/** ` (did you mean "env"?)` for the candidate nearest to what was written, or nothing. */
export function didYouMean(written: string, candidates: Iterable<string>): string {
  const nearest = nearestTo(written, candidates);
  return nearest === null ? '' : ` (did you mean "${nearest}"?)`;
}

function nearestTo(written: string, candidates: Iterable<string>): string | null {
  const wanted = written.toLowerCase().replace(/[_\s]/g, '-').slice(0, 80);
  const tolerated = wanted.length <= 3 ? 1 : wanted.length <= 7 ? 2 : 3;
  let best: string | null = null;
  let bestDistance = tolerated + 1;
  let looked = 0;
  for (const candidate of candidates) {
    looked += 1;
    if (looked > candidatesMax || bestDistance === 0) break;
    const distance = editsBetween(wanted, candidate.toLowerCase(), bestDistance);
    // One letter for another in a word of one letter is no likeness.
    if (distance < bestDistance && distance < candidate.length) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Insertions, deletions, replacements and swaps of neighbours; not counted beyond `atMost`. */
function editsBetween(left: string, right: string, atMost: number): number {
  const gap = left.length - right.length;
  if (gap > atMost || -gap > atMost) return atMost + 1;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      let edits = Math.min(previous[column]! + 1, current[column - 1]! + 1, previous[column - 1]! + (same ? 0 : 1));
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped) edits = Math.min(edits, beforePrevious[column - 2]! + 1);
      current.push(edits);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[right.length]!;
}
