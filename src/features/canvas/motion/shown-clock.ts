const glideMs = 300;
const framesApartMs = 100;

/**
 * The moment that is drawn. Frames come ten times a second; between two of them virtual time goes on here at the pace at
 * which it was seen to go, about a frame behind. It never shows a moment that the engine has not reached.
 */
export class ShownClock {
  #shownUs = 0;
  #targetUs = 0;
  #paceUsPerMs = 0;
  #isPlaying = false;
  #lastMs = 0;
  #takenMs = -Infinity;

  /** Virtual microseconds for each real millisecond; 0 while time stands. */
  get pace(): number {
    return this.#isPlaying ? this.#paceUsPerMs : 0;
  }

  take(virtualUs: number, isPlaying: boolean, nowMs: number): void {
    this.at(nowMs);
    const elapsedMs = nowMs - this.#takenMs;
    if (virtualUs < this.#targetUs || elapsedMs > 2_000) {
      this.#shownUs = virtualUs < this.#targetUs ? virtualUs : this.#shownUs;
    } else if (isPlaying && elapsedMs > 0) {
      const measured = (virtualUs - this.#targetUs) / Math.max(elapsedMs, framesApartMs / 4);
      this.#paceUsPerMs = this.#paceUsPerMs === 0 ? measured : this.#paceUsPerMs * 0.7 + measured * 0.3;
    }
    this.#targetUs = virtualUs;
    this.#isPlaying = isPlaying;
    this.#takenMs = nowMs;
    // Standing time is reached soon, yet so that what was stepped over is seen.
    if (!isPlaying) this.#paceUsPerMs = Math.max(0, (virtualUs - this.#shownUs) / glideMs);
  }

  at(nowMs: number): number {
    const elapsedMs = Math.min(200, Math.max(0, nowMs - this.#lastMs));
    this.#lastMs = nowMs;
    const behindUs = this.#targetUs - this.#shownUs;
    const usualUs = this.#paceUsPerMs * framesApartMs;
    const haste = this.#isPlaying && usualUs > 0 ? Math.min(3, behindUs / usualUs) : 1;
    this.#shownUs = Math.min(this.#targetUs, this.#shownUs + elapsedMs * this.#paceUsPerMs * haste);
    return this.#shownUs;
  }

  get hasArrived(): boolean {
    return this.#shownUs >= this.#targetUs;
  }
}
