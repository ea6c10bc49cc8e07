import type { MessageBatch } from '../../../session/stores/message-stream.ts';
import type { Chart } from '../chart/chart-store.ts';
import { levelAt } from '../chart/level.ts';
import { processId } from '../chart/graph-of.ts';
import { charteredBy } from './chartered.ts';
import type { paintSketch } from './sketch.ts';
import { overlaps } from '../layout/geometry.ts';
import type { Rect } from '../layout/geometry.ts';
import { readInks } from './inks.ts';
import type { Inks } from './inks.ts';
import { paintDots, paintPips } from './paint.ts';
import type { Pointed } from './paint.ts';
import { pipsOf } from './pips.ts';
import { ShownClock } from './shown-clock.ts';
import { Voyages, dotAt, seenAtLeastMs } from './voyages.ts';
import type { Chartered, Dot } from './voyages.ts';

/** In slower motion than this a message is long enough on its way to be seen where it really is. */
const slowMotion = 50;
/** So far from a hull its requests may stand in a queue. */
const pipsReach = 80;

export type ViewTransform = readonly [x: number, y: number, zoom: number];

/** How true what is drawn is to what happens. */
export interface MotionNote {
  /** Dots take longer than the messages do, for else nobody would see them. */
  readonly isStretched: boolean;
  /** Of so many messages one is drawn. */
  readonly oneIn: number;
}

/** All that moves on a chart, drawn on one canvas. Knows nothing of React. */
export class Motion {
  readonly #canvas: HTMLCanvasElement;
  readonly #clock = new ShownClock();
  readonly #voyages = new Voyages();
  #chart: Chart | null = null;
  #chartered: Chartered = () => null;
  #inks: Inks | null = null;
  #dots: readonly Dot[] = [];
  #drawn = '';
  #oneIn = 1;
  #pointed: Pointed = { traceId: undefined, isAlone: false };
  #isStill = false;
  #isSketch = false;
  #sketch: HTMLCanvasElement | null = null;
  #sketched = '';
  #sketcher: typeof paintSketch | null = null;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
  }

  setChart(chart: Chart): void {
    if (chart.layout !== this.#chart?.layout) {
      this.#chartered = charteredBy(chart);
      this.#voyages.clear();
    }
    this.#chart = chart;
    this.#drawn = '';
    this.#sketched = '';
  }

  /** Hulls and lines are painted as well, since there are too many of them for elements. */
  setSketch(isSketch: boolean): void {
    this.#isSketch = isSketch;
    this.#sketch = isSketch ? document.createElement('canvas') : null;
    if (isSketch) void this.#fetchSketcher();
    this.#drawn = '';
    this.#sketched = '';
  }

  /** Few fleets are that large. */
  async #fetchSketcher(): Promise<void> {
    this.#sketcher ??= (await import('./sketch.ts')).paintSketch;
    this.#drawn = '';
    this.#sketched = '';
  }

  /** The one that is pointed at stands out from the others; the one that is followed is marked among them. */
  setTrace(lit: string | undefined, followed: string | null): void {
    this.#pointed = { traceId: lit ?? followed ?? undefined, isAlone: lit !== undefined };
    this.#drawn = '';
  }

  /** Counters instead, for whoever does not want motion. */
  setStill(isStill: boolean): void {
    this.#isStill = isStill;
    if (isStill) this.#voyages.clear();
  }

  refreshInks(): void {
    this.#inks = null;
    this.#drawn = '';
    this.#sketched = '';
  }

  take({ messages, leftOut, virtualUs, playing }: MessageBatch, nowMs: number): void {
    this.#clock.take(virtualUs, playing, nowMs);
    if (this.#isStill) return;
    this.#voyages.take(messages, this.#chartered);
    const share = messages.length === 0 ? 1 : (messages.length + leftOut) / messages.length;
    this.#oneIn = this.#oneIn * 0.8 + share * 0.2;
  }

  clear(): void {
    this.#voyages.clear();
    this.#drawn = '';
  }

  get note(): MotionNote {
    return { isStretched: this.#clock.pace > slowMotion && !this.#isStill, oneIn: Math.round(this.#oneIn) };
  }

  dotNear(x: number, y: number, reach: number): Dot | null {
    return dotAt(this.#dots, x, y, reach);
  }

  draw(nowMs: number, [x, y, zoom]: ViewTransform): void {
    const shownUs = this.#clock.at(nowMs);
    const { pace } = this.#clock;
    const leastUs = pace > slowMotion ? seenAtLeastMs * pace : 0;
    this.#dots = this.#voyages.at(shownUs, leastUs);
    const canvas = this.#canvas;
    // Nothing moved and nothing changed: nothing to paint, though time may go on.
    const moved = this.#dots.length > 0 ? shownUs : null;
    const state = [x, y, zoom, canvas.width, canvas.height, this.#dots.length, moved].join(' ');
    if (state === this.#drawn) return;
    this.#drawn = state;
    const context = canvas.getContext('2d');
    const chart = this.#chart;
    if (!context || !chart?.layout) return;
    this.#inks ??= readInks(canvas.parentElement ?? document.body);
    const scale = canvas.width / Math.max(1, canvas.clientWidth);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    this.#paintSketch(context, chart, { x, y, zoom, scale });
    context.setTransform(scale * zoom, 0, 0, scale * zoom, scale * x, scale * y);
    const pen = { context, inks: this.#inks, grown: Math.min(2.2, Math.max(1, 0.8 / zoom)) };
    if (levelAt(zoom) !== 'far') {
      const seen = seenFrom({ x, y, zoom, scale }, canvas);
      for (const [name, facts] of Object.entries(chart.hulls)) {
        if (facts.inHand === 0 && facts.queued === 0) continue;
        const id = processId(name);
        const rect = chart.layout.rects.get(id);
        if (rect && overlaps(rect, seen, pipsReach)) paintPips(pen, pipsOf(rect, chart.layout.doors.get(id), facts));
      }
    }
    paintDots(pen, this.#dots, this.#pointed);
  }

  /** Painted once for each view; while only messages move it is copied. */
  #paintSketch(context: CanvasRenderingContext2D, chart: Chart, { x, y, zoom, scale }: SketchView): void {
    const sketch = this.#sketch;
    const inks = this.#inks;
    const paint = this.#sketcher;
    if (!this.#isSketch || !sketch || !inks || !paint) return;
    const { width, height } = this.#canvas;
    const state = [x, y, zoom, width, height].join(' ');
    if (state !== this.#sketched) {
      this.#sketched = state;
      sketch.width = width;
      sketch.height = height;
      const drawing = sketch.getContext('2d');
      if (!drawing) return;
      drawing.setTransform(scale * zoom, 0, 0, scale * zoom, scale * x, scale * y);
      paint(drawing, inks, chart, { ...seenFrom({ x, y, zoom, scale }, { width, height }), zoom });
    }
    context.drawImage(sketch, 0, 0);
  }
}

/** The part of the chart that is in sight. */
function seenFrom({ x, y, zoom, scale }: SketchView, { width, height }: { width: number; height: number }): Rect {
  return { x: -x / zoom, y: -y / zoom, width: width / scale / zoom, height: height / scale / zoom };
}

interface SketchView {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
  readonly scale: number;
}
