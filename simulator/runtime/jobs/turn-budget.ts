/** Service code kept running without letting virtual time pass. The same program hits it at the same step every time. */
export class TurnBudgetError extends Error {
  override readonly name = 'TurnBudgetError';
}

const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ' ');

/**
 * How many loop turns are left before this turn of the instance is cut short. Lowered loops run
 * `--budget.left<0&&budget.spent()`: a decrement and a comparison. Once spent it stays spent until `reset`,
 * so that a `catch` around an endless loop cannot keep it alive.
 */
export class TurnBudget {
  left: number;
  error: TurnBudgetError | undefined = undefined;
  readonly ticksPerTurnMax: number;

  constructor(ticksPerTurnMax: number) {
    this.ticksPerTurnMax = ticksPerTurnMax;
    this.left = ticksPerTurnMax;
  }

  tick(): void {
    if (--this.left < 0) this.spent();
  }

  /** The first error is kept: its stack shows the loop. */
  spent(): never {
    throw this.exhaust(`ran ${grouped(this.ticksPerTurnMax)} loop turns without letting time pass`);
  }

  exhaust(message: string): TurnBudgetError {
    this.left = -1;
    this.error ??= new TurnBudgetError(message);
    return this.error;
  }

  exhaustJobs(jobsPerTurnMax: number): TurnBudgetError {
    return this.exhaust(`ran ${grouped(jobsPerTurnMax)} promise jobs without letting time pass`);
  }

  reset(): void {
    this.left = this.ticksPerTurnMax;
    this.error = undefined;
  }
}
