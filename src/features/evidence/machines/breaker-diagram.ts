import type { BreakerFigures, MapLink } from '../../../../simulator/index.ts';
import { countText, durationText, shareText } from '../../../ui/number-text.ts';
import type { Diagram } from './diagram/diagram.ts';

interface Move {
  readonly to: string;
}

const names = ['closed', 'open', 'half-open'] as const;

/** A breaker has the same three states wherever it is; when it opens is known of a link's. */
export function breakerDiagram(
  { name, state }: Pick<BreakerFigures, 'name' | 'state'>,
  transitions: readonly Move[],
  policy: MapLink['breaker'],
): Diagram {
  const way = ['closed', ...transitions.map(({ to }) => to)];
  const hasGone = (from: string, to: string): boolean => way.some((at, index) => at === from && way[index + 1] === to);
  const edge = (from: string, to: string, label: string) => ({ from, to, label, isTaken: hasGone(from, to) });
  return {
    label: `${name} is ${state}`,
    initial: 'closed',
    states: names.map((each) => {
      return { name: each, isFinal: false, isLit: each === state, isVisited: way.includes(each) };
    }),
    edges: [
      edge('closed', 'open', policy ? limitText(policy) : 'too many fail'),
      edge('open', 'half-open', 'time is up'),
      edge('half-open', 'open', 'the probe fails'),
      edge('half-open', 'closed', 'the probe succeeds'),
    ],
  };
}

/** Each change of its state with what made it. */
export function breakerMoves<Change extends Move>(
  transitions: readonly Change[],
): readonly (Change & { readonly event: string })[] {
  return transitions.map((change, index) => {
    const before = transitions[index - 1]?.to ?? 'closed';
    return { ...change, event: reasonOf(before, change.to) };
  });
}

function reasonOf(before: string, now: string): string {
  if (now === 'half-open') return 'its time was up';
  if (now === 'closed') return before === 'half-open' ? 'a probe that succeeded' : 'the service closed it';
  return before === 'half-open' ? 'a probe that failed' : 'failures';
}

function limitText({ errorShare, volume, windowUs }: NonNullable<MapLink['breaker']>): string {
  return `${shareText(errorShare)} of ${countText(volume)} or more fail in ${durationText(windowUs / 1000)}`;
}
