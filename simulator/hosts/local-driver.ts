import { frameOf } from '../run/engine-frame.ts';
import type { RunDriver } from './browser/run-driver.ts';
import type { Run } from '../run/run.ts';
import type { Report } from '../telemetry/report.ts';
import type { Action } from '../wire/actions.ts';
import type { EngineFrame } from '../wire/view/frame.ts';
import type { Micros } from '../wire/packet.ts';

/** A run whose kernel is right here, with a worker for each of its processes. */
export class LocalDriver implements RunDriver {
  readonly #run: Run;

  constructor(run: Run) {
    this.#run = run;
  }

  get nowUs(): Micros {
    return this.#run.nowUs;
  }

  advance(untilUs: Micros): Promise<void> {
    return this.#run.advance(untilUs);
  }

  act(action: Action): Promise<void> {
    this.#run.actions.schedule(action);
    return Promise.resolve();
  }

  frame(pace: { readonly playing: boolean; readonly speed: number }): Promise<EngineFrame> {
    return Promise.resolve(frameOf(this.#run, pace));
  }

  report(): Promise<Report> {
    return Promise.resolve(this.#run.report({ wallMs: 0 }));
  }

  record(): Promise<readonly Action[]> {
    return Promise.resolve(this.#run.actions.record);
  }

  dispose(): void {
    this.#run.dispose();
  }
}
