import type { Run } from '../run/run.ts';
import type { Truth } from '../fleet/fleet.ts';
import type { Action } from '../wire/actions.ts';
import type { Micros } from '../wire/packet.ts';
import type { Violation } from '../wire/view/runs/exploring.ts';
import { isOk } from '../telemetry/request-tally.ts';
import { askTruth } from './truths/ask-truth.ts';
import { Lines } from './truths/lines.ts';

/** One run that is to be judged: plain data, that can be sent to wherever it is computed. */
export interface RunPlan {
  readonly seed: string;
  /** Beside the script of the fleet. */
  readonly actions: readonly Action[];
  readonly untilUs: Micros;
  /** Ends as soon as this one is known not to hold; null looks at all of them, to the end. */
  readonly only: string | null;
  /** Here the digest is taken, too. */
  readonly standUs: Micros;
}

export interface Outcome {
  readonly failures: readonly TruthFailure[];
  /** Truths that nobody could ask about. */
  readonly unasked: readonly { readonly truth: string; readonly reason: string }[];
  /** No client got what it asked for: whatever holds there says nothing. */
  readonly isIdle: boolean;
  /** What was done to the fleet, in words. */
  readonly deeds: readonly Deed[];
  readonly standing: { readonly atUs: Micros; readonly digest: string };
  readonly endUs: Micros;
  readonly digest: string;
}

export interface TruthFailure {
  readonly truth: string;
  readonly atUs: Micros;
  /** The first few of them. */
  readonly violations: readonly Violation[];
  readonly count: number;
}

export interface Deed {
  readonly verb: string;
  readonly target: string;
  readonly text: string;
}

const lookEveryUs: Micros = 500_000;
/** What is not so at the end may only be late: consumers join again, pauses before restarts grow. */
const patienceUs: Micros = 60_000_000;
const violationsKept = 5;

/** Moves a run through time and says which truths did not hold. The run does not notice. */
export async function judge(
  run: Run,
  plan: RunPlan,
  breathe: () => Promise<void> | null = () => null,
): Promise<Outcome> {
  // Nobody looks at them here.
  run.telemetry.traces.letGoOfEnded();
  const truths = run.world.fleet.truths.filter(({ name }) => plan.only === null || name === plan.only);
  const judging = new Judging(run, truths);
  const seen = seenIn(run);
  let standing: Outcome['standing'] | null = null;
  while (run.nowUs < plan.untilUs && !judging.isOver(plan)) {
    const nextUs = Math.min(plan.untilUs, run.nowUs + lookEveryUs);
    const isStop = run.nowUs < plan.standUs && plan.standUs <= nextUs;
    await run.advance(isStop ? plan.standUs : nextUs, breathe);
    if (isStop) standing = standingOf(run);
    judging.look('never');
  }
  if (!judging.isOver(plan) && judging.wouldFail()) await run.advance(run.nowUs + patienceUs, breathe);
  judging.look('never');
  judging.look('each');
  const end = standingOf(run);
  // It may have been over before.
  return { ...judging.verdict(), ...seen, standing: standing ?? end, endUs: end.atUs, digest: end.digest };
}

function standingOf(run: Run): Outcome['standing'] {
  return { atUs: run.nowUs, digest: run.world.digest() };
}

class Judging {
  readonly #run: Run;
  readonly #lines: Lines;
  readonly #failures = new Map<string, TruthFailure>();
  readonly #unasked = new Map<string, string>();
  #open: readonly Truth[];

  constructor(run: Run, truths: readonly Truth[]) {
    this.#run = run;
    this.#lines = new Lines(run, truths);
    this.#open = truths;
  }

  isOver({ only }: RunPlan): boolean {
    return only !== null && this.#failures.has(only);
  }

  look(kind: Truth['claim']['kind']): void {
    for (const truth of this.#open.filter(({ claim }) => claim.kind === kind)) this.#ask(truth);
    this.#open = this.#open.filter(({ name }) => !this.#failures.has(name) && !this.#unasked.has(name));
  }

  wouldFail(): boolean {
    return this.#open.some((truth) => {
      const held = askTruth(truth, (source) => this.#lines.of(source));
      return truth.claim.kind === 'each' && held.ok && held.violations.length > 0;
    });
  }

  verdict(): Pick<Outcome, 'failures' | 'unasked'> {
    const unasked = [...this.#unasked].map(([truth, reason]) => ({ truth, reason }));
    return { failures: [...this.#failures.values()], unasked };
  }

  #ask(truth: Truth): void {
    const { name } = truth;
    const held = askTruth(truth, (source) => this.#lines.of(source));
    if (!held.ok) {
      this.#unasked.set(name, held.reason);
    } else if (held.violations.length > 0) {
      const { violations } = held;
      const failure = { truth: name, atUs: this.#run.nowUs, count: violations.length };
      this.#failures.set(name, { ...failure, violations: violations.slice(0, violationsKept) });
    }
  }
}

/** Filled while the run goes on. */
function seenIn(run: Run): Pick<Outcome, 'deeds' | 'isIdle'> {
  const deeds: Deed[] = [];
  const seen = { deeds, isIdle: true };
  run.world.simulation.facts.subscribe(({ fact }) => {
    if (fact.kind === 'request') {
      if (isOk(fact)) seen.isIdle = false;
    } else if (fact.kind === 'request-tally') {
      if (fact.durations.count > fact.failed) seen.isIdle = false;
    } else if (fact.kind === 'action' && fact.what === 'applied') {
      const { verb, target, text } = fact;
      deeds.push({ verb, target, text });
    }
  });
  return seen;
}
