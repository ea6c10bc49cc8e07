import { useState } from 'react';
import { useReactFlow } from '@xyflow/react';
import { FleetTable } from './fleet-table.tsx';
import { Legend } from './legend.tsx';
import styles from './chart-tools.module.css';

type Sheet = 'legend' | 'table';

/** What is done to the chart and not to the fleet. */
export function ChartTools({ onFit }: { readonly onFit: () => void }) {
  const { zoomIn, zoomOut } = useReactFlow();
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const toggle = (which: Sheet) => (): void => setSheet(sheet === which ? null : which);
  return (
    <>
      <fieldset className={styles.tools}>
        <legend className="visually-hidden">Chart</legend>
        <button type="button" aria-label="Zoom out" title="Zoom out" onClick={() => void zoomOut()}>
          −
        </button>
        <button type="button" aria-label="Zoom in" title="Zoom in" onClick={() => void zoomIn()}>
          +
        </button>
        <button type="button" onClick={onFit}>
          Fit
        </button>
        <button type="button" aria-expanded={sheet === 'legend'} onClick={toggle('legend')}>
          Legend
        </button>
        <button type="button" aria-expanded={sheet === 'table'} onClick={toggle('table')}>
          Table
        </button>
      </fieldset>
      {sheet === 'legend' && <Legend onClose={toggle('legend')} />}
      <FleetTable isShown={sheet === 'table'} onClose={() => setSheet(null)} />
    </>
  );
}
