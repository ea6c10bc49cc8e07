import type { Explored, ExploreProgress, FoundRun } from '../../wire/view/runs/exploring.ts';

export function progressLine({ phase, runsDone, runs, triesDone, found }: ExploreProgress): string {
  const failed = found.length === 0 ? '' : `, ${found.length} found`;
  return phase === 'searching'
    ? `${runsDone} of ${runs} runs${failed}`
    : `making ${found.length} smaller: ${triesDone} runs`;
}

export function printExplored(explored: Explored, wallMs: number, recorded: string | null): void {
  const { runsDone, triesDone, hungRuns, idleRuns, virtualUs, truths, found, isCutShort } = explored;
  const virtualS = virtualUs / 1_000_000;
  const pace = Math.round(virtualS / (wallMs / 1000));
  const smaller = triesDone === 0 ? '' : ` and ${triesDone} to make what was found smaller`;
  const stopped = isCutShort ? ', stopped before the end' : '';
  console.log(`${runsDone} runs${smaller}, ${virtualS.toFixed(0)} virtual seconds, ${pace} a second${stopped}`);
  if (hungRuns > 0) console.log(`${hungRuns} of them did not come back, and nothing is known of them`);
  if (idleRuns > 0)
    console.log(`in ${idleRuns} of them no client got what it asked for: what holds there says nothing`);
  console.log('');
  for (const { name, failedRuns, unasked } of truths) {
    const said = failedRuns === 0 ? 'holds in all of them' : `fails in ${failedRuns}`;
    console.log(`${failedRuns === 0 && unasked === null ? '✓' : '✗'} ${name}: ${unasked ?? said}`);
  }
  for (const each of found) printFound(each);
  if (recorded !== null) console.log(`\nThe first of them again: flotilla replay ${recorded} --trust`);
  else if (found.length > 0) console.log('\n--record RUN.json writes the first of them, for flotilla replay RUN.json');
}

function printFound({ truth, violations, violationsCount, faults, seed, failedAtUs, isSmallest }: FoundRun): void {
  const size = isSmallest ? 'the smallest run' : 'a run, perhaps not the smallest';
  console.log(`\n${truth}: ${size} in which it fails has seed ${seed}`);
  if (faults.length === 0) console.log('  nothing was done to it');
  for (const fault of faults) console.log(`  ${fault}`);
  const [first] = violations;
  const more = violationsCount > 1 ? `, and ${violationsCount - 1} more like it` : '';
  console.log(`  at ${(failedAtUs / 1_000_000).toFixed(1)} s: ${first?.text ?? ''}${more}`);
}
