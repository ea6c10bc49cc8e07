import type { SwitchFacts } from '../chart/line-facts.ts';
import type { Point } from '../layout/geometry.ts';
import { CountdownRing, SwitchShape } from '../../../ui/signs/switch-shape.tsx';

interface BreakerSwitchProps {
  readonly facts: SwitchFacts;
  readonly points: readonly Point[];
}

/** In the last stretch before the door, where nobody else's line runs. */
export function BreakerSwitch({ facts, points }: BreakerSwitchProps) {
  const to = points.at(-1)!;
  const from = points.at(-2) ?? to;
  const x = to.x - Math.sign(to.x - from.x || 1) * 44;
  return (
    <g transform={`translate(${x},${to.y})`} aria-hidden="true">
      {/* Cut out of the line what the bar now spans, or does not. */}
      <rect x="-20" y="-6" width="40" height="12" fill="var(--water-2)" />
      <SwitchShape position={facts.position} />
      {facts.leftSeconds !== null && (
        <g transform="translate(-16,-20)">
          <CountdownRing share={facts.leftShare} />
        </g>
      )}
    </g>
  );
}
