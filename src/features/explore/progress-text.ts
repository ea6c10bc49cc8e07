import type { Explored, ExploreProgress } from '../../../simulator/index.ts';

/** What goes on now. */
export function progressText({ phase, runsDone, runs, triesDone, found, virtualUs }: ExploreProgress): string {
  if (phase === 'making smaller') return `Making what was found smaller: ${counted(triesDone, 'run')} tried.`;
  const failing = found.length === 0 ? '' : ` ${counted(found.length, 'truth')} did not hold.`;
  return `${runsDone} of ${runs} runs, ${minutes(virtualUs)} of virtual time.${failing}`;
}

/** What came of it. */
export function doneText({ runsDone, triesDone, hungRuns, virtualUs, found, isCutShort }: Explored): string {
  const stopped = isCutShort ? ', stopped before the end' : '';
  const smaller = triesDone > 0 ? ` ${counted(triesDone, 'more')} made what was found smaller.` : '';
  const hung = hungRuns > 0 ? ` Of ${counted(hungRuns, 'run')} nothing is known: code did not come back.` : '';
  const result = found.length === 0 ? 'Everything held.' : `${counted(found.length, 'truth')} did not hold.`;
  return `${counted(runsDone, 'run')}${stopped}, ${minutes(virtualUs)} of virtual time. ${result}${smaller}${hung}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 || what === 'more' ? '' : 's'}`;
}

function minutes(us: number): string {
  return `${Math.round(us / 60_000_000)} min`;
}
