import { useId, useMemo } from 'react';
import type { Diagram } from './diagram.ts';
import { boxHeight, diagramLayout } from './diagram-layout.ts';
import styles from './state-diagram.module.css';

/** States and the ways between them: filled is where it is now, bold where it has been. The history beside it says the same. */
export function StateDiagram({ diagram }: { readonly diagram: Diagram }) {
  const { width, height, states, edges } = useMemo(() => diagramLayout(diagram), [diagram]);
  const id = useId();
  return (
    <svg className={styles.diagram} width={width} height={height} role="img" aria-label={diagram.label}>
      <defs>
        {(['taken', 'untaken'] as const).map((look) => (
          <marker
            key={look}
            id={`${id}${look}`}
            viewBox="0 0 10 10"
            refX="9"
            refY="5"
            markerWidth="9"
            markerHeight="9"
            markerUnits="userSpaceOnUse"
            orient="auto-start-reverse"
          >
            <path className={styles[look]} d="M0,0.5L10,5L0,9.5Z" />
          </marker>
        ))}
      </defs>
      {edges.map(({ edge, path, labelX, labelY }) => (
        <g key={`${edge.from} ${edge.to}`} className={styles.edge} data-taken={edge.isTaken}>
          <path d={path} markerEnd={`url(#${id}${edge.isTaken ? 'taken' : 'untaken'})`} />
          <text x={labelX} y={labelY} textAnchor="middle">
            {edge.label}
          </text>
        </g>
      ))}
      {states.map(({ state, x, y, width: boxWidth }) => (
        <g key={state.name} className={styles.state} data-lit={state.isLit} data-visited={state.isVisited}>
          <rect x={x} y={y} width={boxWidth} height={boxHeight} rx="3" />
          {state.isFinal && (
            <rect className={styles.inner} x={x + 3} y={y + 3} width={boxWidth - 6} height={boxHeight - 6} rx="2" />
          )}
          <text x={x + boxWidth / 2} y={y + boxHeight / 2 + 4.5} textAnchor="middle">
            {state.name}
          </text>
        </g>
      ))}
    </svg>
  );
}
