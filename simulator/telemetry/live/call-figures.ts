import { RecentWindow } from './recent-window.ts';
import type { Series } from './series.ts';
import type { Taken } from './coarse-histogram.ts';
import type { Micros } from '../../wire/packet.ts';
import type { RecentLatencies } from '../../wire/view/frame.ts';

/** Calls of one kind, as frames and charts show them: how many, how many failed, how long they took of late and ever. */
export class CallFigures {
  count = 0;
  failed = 0;
  readonly series: Series | null;
  readonly #recent = new RecentWindow();

  constructor(series: Series | null) {
    this.series = series;
  }

  add(endUs: Micros, startUs: Micros, ok: boolean): void {
    this.count++;
    if (!ok) this.failed++;
    this.#recent.add(endUs, endUs - startUs);
    this.series?.count(endUs, endUs - startUs, ok);
  }

  addTaken(atUs: Micros, taken: Taken, failed: number): void {
    this.count += taken.count;
    this.failed += failed;
    this.#recent.addTaken(atUs, taken);
    this.series?.countTaken(atUs, taken, failed);
  }

  recent(nowUs: Micros): RecentLatencies {
    return this.#recent.at(nowUs);
  }
}
