import type { Explored, ExploreProgress } from '../../../simulator/index.ts';

/** What goes on now, and for how long still. */
export function progressText(progress: ExploreProgress, leftMs: number | null): string {
  const { phase, runsDone, runs, triesDone, found, virtualUs } = progress;
  if (phase === 'making smaller') return `Making what was found smaller: ${counted(triesDone, 'run')} tried.`;
  const failing = found.length === 0 ? '' : ` ${counted(found.length, 'truth')} did not hold.`;
  return `${runsDone} of ${runs} runs, ${minutes(virtualUs)} of virtual time${leftText(leftMs)}.${failing}`;
}

/** What came of it. */
export function doneText({ runsDone, triesDone, hungRuns, idleRuns, virtualUs, found, isCutShort }: Explored): string {
  const stopped = isCutShort ? ', stopped before the end' : '';
  const smaller = triesDone > 0 ? ` ${counted(triesDone, 'more')} made what was found smaller.` : '';
  const hung = hungRuns > 0 ? ` Of ${counted(hungRuns, 'run')} nothing is known: code did not come back.` : '';
  const idle =
    idleRuns > 0
      ? ` In ${counted(idleRuns, 'run')} no client got what it asked for: what held there says nothing.`
      : '';
  const result = found.length === 0 ? 'Everything held.' : `${counted(found.length, 'truth')} did not hold.`;
  return `${counted(runsDone, 'run')}${stopped}, ${minutes(virtualUs)} of virtual time. ${result}${smaller}${hung}${idle}`;
}

/** In steps that do not flicker. */
function leftText(ms: number | null): string {
  if (ms === null) return '';
  if (ms < 10_000) return ', a few seconds left';
  return ms < 90_000 ? `, about ${Math.round(ms / 10_000) * 10} s left` : `, about ${Math.round(ms / 60_000)} min left`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 || what === 'more' ? '' : 's'}`;
}

function minutes(us: number): string {
  return `${Math.round(us / 60_000_000)} min`;
}
