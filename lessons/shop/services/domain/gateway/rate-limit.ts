/** A bucket holds one second's worth of tokens and refills steadily: bursts pass, a flood does not. */
export class TokenBucket {
  private readonly perSecond: number;
  private tokens: number;
  private filledAtMs: number;

  constructor(perSecond: number, nowMs: number) {
    this.perSecond = perSecond;
    this.tokens = perSecond;
    this.filledAtMs = nowMs;
  }

  take(nowMs: number): boolean {
    const earned = ((nowMs - this.filledAtMs) * this.perSecond) / 1000;
    this.tokens = Math.min(this.perSecond, this.tokens + earned);
    this.filledAtMs = nowMs;
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }
}
