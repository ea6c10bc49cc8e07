import type { Viewport } from '@xyflow/react';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** On the screen: above are the tools, below is a word about the dots. */
const usual = { top: 50, right: 24, bottom: 34, left: 6 };
/** Of a picture, which has neither. */
export const slim: typeof usual = { top: 16, right: 16, bottom: 12, left: 6 };
const zoomMost = 1.2;
export const zoomLeast = 0.04;

/** So that the whole chart is in sight, in the middle, and no larger than it is drawn for. */
export function fitted(chart: Size, pane: Size, margins = usual): Viewport {
  const width = Math.max(1, pane.width - margins.left - margins.right);
  const height = Math.max(1, pane.height - margins.top - margins.bottom);
  const zoom = Math.max(zoomLeast, Math.min(zoomMost, width / chart.width, height / chart.height));
  return {
    zoom,
    x: margins.left + (width - chart.width * zoom) / 2,
    y: margins.top + (height - chart.height * zoom) / 2,
  };
}
