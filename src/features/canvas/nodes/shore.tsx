import { rateText } from '../../../ui/number-text.ts';
import { useLevel } from '../chart/level.ts';
import { useChart } from '../chart/use-chart.ts';
import { shoreId } from '../layout/chart-graph.ts';
import { useChartPointing } from '../steering/pointing.ts';
import type { Standing } from './node-data.ts';
import { Stand } from './stand.tsx';
import styles from './nodes.module.css';

/** Where the clients are. */
export function Shore({ id, data }: Standing) {
  const perSecond = useChart(({ graph, lines }) =>
    graph.edges.reduce((sum, edge) => sum + (edge.from === shoreId ? (lines[edge.id]?.perSecond ?? 0) : 0), 0),
  );
  const level = useLevel();
  const { isInteractive } = useChartPointing(data.name);
  const { width, height } = data;
  const rate = rateText(Math.round(perSecond * 10) / 10);
  return (
    <Stand id={id} data={data} label={`clients, ${rate}`}>
      <rect className={styles.coast} x="-9" width={width} height={height} />
      {isInteractive && (
        <text
          className={`${styles.text} ${styles.strong}`}
          transform={`translate(15,${height / 2}) rotate(-90)`}
          textAnchor="middle"
        >
          clients
          {level !== 'far' && (
            <tspan className={`${styles.count} ${styles.flows}`} dx="6">
              {rate}
            </tspan>
          )}
        </text>
      )}
    </Stand>
  );
}
