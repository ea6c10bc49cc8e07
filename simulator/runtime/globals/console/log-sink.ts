import type { LogLevel } from '../../../wire/facts.ts';
import type { ProcessWorld } from '../process-world.ts';

const lineCharactersMax = 16_384;
export const linesPerSecondMax = 1_000;

/** Between what a service prints and the run's log: lines are cut, and a flood is counted instead of kept. */
export class LogSink {
  readonly #world: ProcessWorld;
  #second = -1;
  #linesThisSecond = 0;
  #dropped = 0;
  constructor(world: ProcessWorld) {
    this.#world = world;
  }
  write(level: LogLevel, text: string, stack: string): void {
    if (this.drops()) return;
    this.#linesThisSecond += 1;
    const cut = text.length - lineCharactersMax;
    const shown = cut > 0 ? `${text.slice(0, lineCharactersMax)}... ${cut} more characters` : text;
    const frames = stack.slice(0, lineCharactersMax);
    if (frames === '') this.#world.log(level, shown);
    else this.#world.log(level, shown, frames);
  }
  /** Whether a line would be lost now. It is counted here, so that a flood need not be put into words. */
  drops(): boolean {
    const second = Math.floor(this.#world.nowUs() / 1_000_000);
    if (second !== this.#second) {
      this.#second = second;
      this.#linesThisSecond = 0;
    }
    if (this.#linesThisSecond < linesPerSecondMax) return false;
    this.#dropped += 1;
    if (this.#dropped === 1) this.#startCounting();
    return true;
  }
  /** The count is told when the second is over, whether or not anything is printed after it. */
  #startCounting(): void {
    this.#fact(`more than ${linesPerSecondMax} log lines in one second: the rest is dropped`);
    const secondEndsUs = (this.#second + 1) * 1_000_000;
    this.#world.setTimer(secondEndsUs - this.#world.nowUs(), () => {
      this.#fact(`${this.#dropped} log lines dropped`);
      this.#dropped = 0;
    });
  }
  #fact(text: string): void {
    this.#world.bridge.fact({ kind: 'limit', what: 'logs dropped', text: `${this.#world.service}: ${text}` });
  }
}
