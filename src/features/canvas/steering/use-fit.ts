import { useCallback, useEffect, useRef, useState } from 'react';
import { useReactFlow, useStore, useStoreApi } from '@xyflow/react';
import { useChartStore } from '../chart/use-chart.ts';
import type { ChartLayout } from '../layout/layout.ts';
import { fitted } from './fit.ts';

/** The whole chart in sight: at first, and again whenever it changes, until somebody moves it himself. */
export function useFit(layout: ChartLayout | null) {
  const isMoved = useRef(false);
  const [isFitted, setFitted] = useState(false);
  const { setViewport } = useReactFlow();
  const flow = useStoreApi();
  const store = useChartStore();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const fitNow = useCallback(() => {
    const { width: paneWidth, height: paneHeight } = flow.getState();
    if (layout && paneWidth > 0 && paneHeight > 0) {
      void setViewport(fitted(layout, { width: paneWidth, height: paneHeight }));
      setFitted(true);
    }
  }, [flow, layout, setViewport]);
  useEffect(() => {
    if (width > 0 && height > 0) store.setAspect(width / height);
  }, [store, width, height]);
  useEffect(() => {
    if (!isMoved.current && width > 0 && height > 0) fitNow();
  }, [fitNow, width, height]);
  return {
    /** Before, it is not known what is in sight, and from how near. */
    isFitted,
    fit: useCallback(() => {
      isMoved.current = false;
      fitNow();
    }, [fitNow]),
    // Without an event it was us who moved it.
    onMoveStart: useCallback((event: unknown) => {
      if (event) isMoved.current = true;
    }, []),
  };
}
