import { HealthShape } from '../../../ui/signs/health-shape.tsx';
import { countText } from '../../../ui/number-text.ts';
import { useLevel } from '../chart/level.ts';
import type { StoreFacts } from '../chart/quay-facts.ts';
import { useChart } from '../chart/use-chart.ts';
import { useBlame } from '../steering/pointing.ts';
import { Danger } from './danger.tsx';
import { fitText } from './fit-text.ts';
import { Mast } from './mast.tsx';
import type { Standing } from './node-data.ts';
import { Stand } from './stand.tsx';
import styles from './nodes.module.css';

const lid = 7;

/** A store: a cylinder that fills with the connections that are open to it. */
export function Store({ id, data }: Standing) {
  const { name, width, height } = data;
  const facts = useChart((chart) => chart.stores[name]);
  const most = useChart(({ map }) => map?.stores.find((store) => store.name === name)?.connections ?? 0);
  const blame = useBlame([name]);
  const level = useLevel();
  const share = most > 0 && facts ? Math.min(1, facts.connections / most) : 0;
  return (
    <Stand id={id} data={data} label={`${name}, store, ${sayingOf(facts)}`}>
      <Mast flags={facts?.flags ?? []} isNamed={false} />
      {blame && <Danger width={width} height={height} route={blame.route} flags={facts?.flags.length ?? 0} />}
      <path className={styles.hull} d={body(width, height)} />
      <path className={styles.cpu} d={contents(width, height, share)} />
      <ellipse className={styles.hull} cx={width / 2} cy={lid} rx={width / 2} ry={lid} />
      {level !== 'far' && (
        <>
          <text className={`${styles.label} ${styles.strong}`} x={width / 2} y={height / 2 + 4} textAnchor="middle">
            {fitText(name, width - 9, { near: 12, middle: 13, small: 13, far: 13 }[level])}
          </text>
          <text className={sayingClass(facts)} x={width / 2} y={height / 2 + 18} textAnchor="middle">
            {sayingOf(facts)}
          </text>
        </>
      )}
      {facts?.isUp === false && (
        <g transform={`translate(${width - 12},14)`}>
          <HealthShape health="down" />
        </g>
      )}
    </Stand>
  );
}

function sayingClass(facts: StoreFacts | undefined): string {
  return [styles.minor, facts?.isUp === false ? `${styles.bad} ${styles.strong}` : styles.flows].join(' ');
}

function sayingOf(facts: StoreFacts | undefined): string {
  if (!facts) return 'idle';
  if (!facts.isUp) return 'down';
  if (facts.waiting > 0) return `${countText(facts.waiting)} waiting`;
  if (facts.users > 1) return `shared by ${facts.users}`;
  return facts.perSecond > 0 ? `${countText(facts.perSecond)} q/s` : 'idle';
}

function body(width: number, height: number): string {
  return `M0,${lid}V${height - lid}A${width / 2},${lid} 0 0 0 ${width},${height - lid}V${lid}`;
}

function contents(width: number, height: number, share: number): string {
  const bottom = height - lid;
  const top = bottom - (height - 2 * lid - 2) * share;
  const right = width - 1;
  const half = width / 2 - 1;
  return `M1,${top}V${bottom}A${half},${lid - 1} 0 0 0 ${right},${bottom}V${top}A${half},${lid} 0 0 1 1,${top}`;
}
