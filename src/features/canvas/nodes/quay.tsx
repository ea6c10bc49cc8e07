import { useLevel } from '../chart/level.ts';
import { lanesOf, quayHead } from '../chart/sizes.ts';
import { useChart } from '../chart/use-chart.ts';
import { useBlame } from '../steering/pointing.ts';
import { Danger } from './danger.tsx';
import { Lane } from './lane.tsx';
import { Mast } from './mast.tsx';
import type { Standing } from './node-data.ts';
import { Stand } from './stand.tsx';
import styles from './nodes.module.css';

/** A broker: a quay with a lane for each topic. */
export function Quay({ id, data }: Standing) {
  const { name, width, height } = data;
  const broker = useChart(({ map }) => map?.brokers.find((each) => each.name === name));
  const flags = useChart(({ quays }) => quays[name]?.flags);
  const level = useLevel();
  const blame = useBlame([name]);
  if (!broker) return null;
  const lanes = lanesOf(broker);
  const topics = broker.topics.length;
  return (
    <Stand id={id} data={data} label={`${name}, broker, ${topics} ${topics === 1 ? 'topic' : 'topics'}`}>
      <Mast flags={flags ?? []} isNamed={level === 'near'} />
      {blame && <Danger width={width} height={height} route={blame.route} flags={0} />}
      <rect className={styles.hull} width={width} height={height} />
      <text className={styles.name} x="9" y={level === 'far' ? 22 : 17}>
        {name}
      </text>
      {broker.topics.map((topic, index) => (
        <g
          key={topic.name}
          transform={`translate(${(index % lanes.columns) * lanes.width},${quayHead + Math.floor(index / lanes.columns) * lanes.height})`}
        >
          <Lane name={topic.name} width={lanes.width} height={lanes.height} />
        </g>
      ))}
    </Stand>
  );
}
