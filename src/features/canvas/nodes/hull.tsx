import { late } from '../../../ui/late.tsx';
import { HealthShape } from '../../../ui/signs/health-shape.tsx';
import { toneOf } from '../../../ui/signs/health.ts';
import { rateText } from '../../../ui/number-text.ts';
import type { HullFacts } from '../chart/hull-facts.ts';
import { nameSize, useLevel } from '../chart/level.ts';
import { deckHeight } from '../chart/sizes.ts';
import { useChart } from '../chart/use-chart.ts';
import { useBlame } from '../steering/pointing.ts';
import { Danger } from './danger.tsx';
import { fitText, textWidth } from './fit-text.ts';
import { Mast } from './mast.tsx';
import type { ChartNodeData, Standing } from './node-data.ts';
import { Rooms } from './rooms.tsx';
import { Stand } from './stand.tsx';
import styles from './nodes.module.css';

/** Comes with the library that moves the chart, which the first picture does without. */
const JoinHandle = late(() => import('../joining/join-handle.tsx').then((part) => part.JoinHandle));

const chamfer = 9;

function hullPath(width: number, height: number, x = 0, y = 0): string {
  const right = x + width;
  const bottom = y + height;
  return `M${x},${y}H${right}V${bottom - chamfer}L${right - chamfer},${bottom}H${x + chamfer}L${x},${bottom - chamfer}Z`;
}

const replicasMost = 3;

/** A process: a hull, its replicas behind it, its services as rooms in it. */
export function Hull({ id, data }: Standing) {
  const { name, width, height } = data;
  const facts = useChart((chart) => chart.hulls[name]);
  const level = useLevel();
  const blame = useBlame([name, ...(facts?.rooms ?? []).map((room) => room.name)]);
  const behind = Math.min(replicasMost, facts?.replicas ?? 1) - 1;
  return (
    <>
      <Stand id={id} data={data} label={labelOf(name, facts)} isMovable>
        {Array.from({ length: Math.max(0, behind) }, (_, index) => behind - index).map((place) => (
          <path key={place} className={styles.replica} d={hullPath(width, height, 6 * place, -6 * place)} />
        ))}
        <Mast flags={facts?.flags ?? []} isNamed={level === 'near' && !blame} />
        {blame && <Danger width={width} height={height} route={blame.route} flags={facts?.flags.length ?? 0} />}
        <path
          className={[styles.hull, facts && styles[`is-${toneOf[facts.health]}`]].filter(Boolean).join(' ')}
          d={hullPath(width, height)}
        />
        {facts && (level === 'far' ? <FromAfar data={data} facts={facts} /> : <Deck data={data} facts={facts} />)}
        {facts && level !== 'far' && <Rooms facts={facts} width={width} height={height} isNear={level === 'near'} />}
        {level !== 'far' && data.door && <Door from={data.door.from} to={data.door.to} />}
      </Stand>
      {data.isSelected && level !== 'far' && <JoinHandle process={name} width={width} height={height} />}
    </>
  );
}

function labelOf(name: string, facts: HullFacts | undefined): string {
  if (!facts) return `${name}, process`;
  const { word, replicas, affected } = facts;
  return replicas > 1 ? `${name}, process, ${affected} of ${replicas} ${word}` : `${name}, process, ${word}`;
}

interface PartProps {
  readonly data: ChartNodeData;
  readonly facts: HullFacts;
}

/** In larger letters there is room for the name alone; the word then stands in the room, if it says anything. */
function Deck({ data: { name, width }, facts }: PartProps) {
  const level = useLevel();
  const isNear = level === 'near';
  const { health, word, replicas, affected } = facts;
  const said = affected < replicas ? `${affected} ${word}` : word;
  const signWidth = isNear ? textWidth(said, 12, 600) + 25 : 26;
  const room = width - 14 - signWidth - (replicas > 1 ? 28 : 0);
  return (
    <>
      <text className={styles.name} x="9" y={isNear ? 18 : 19.5}>
        {fitText(name, room, nameSize[level])}
        {replicas > 1 && <tspan className={styles.count}> × {replicas}</tspan>}
      </text>
      <g transform={`translate(${width - signWidth + 8},12.5) scale(${isNear ? 1 : 1.4})`}>
        <HealthShape health={health} />
      </g>
      {isNear && (
        <text className={`${styles.word} ${styles[toneOf[health]]}`} x={width - 9} y="17">
          {said}
        </text>
      )}
      <path className={styles.deck} d={`M1,${deckHeight - 0.5}H${width - 1}`} />
    </>
  );
}

/** Name, shape and rate: what can be told at a glance. */
function FromAfar({ data: { name, width, height }, facts }: PartProps) {
  return (
    <>
      <text className={styles.name} x="9" y="32">
        {fitText(name, width - 18, nameSize.far)}
      </text>
      <g transform={`translate(24,${height - 30}) scale(2.4)`}>
        <HealthShape health={facts.health} />
      </g>
      <text className={`${styles.text} ${styles.flows}`} x="48" y={height - 22}>
        {rateText(facts.perSecond)}
      </text>
    </>
  );
}

function Door({ from, to }: { readonly from: number; readonly to: number }) {
  const top = from - 9;
  const bottom = to + 9;
  return (
    <>
      <rect x="-2" y={top} width="4" height={bottom - top} fill="var(--surface)" />
      <path className={styles.ink} d={`M-4,${top}H4M-4,${bottom}H4`} />
    </>
  );
}
