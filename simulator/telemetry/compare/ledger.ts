import { Crossings } from './crossings.ts';
import { Downtimes } from './downtimes.ts';
import { FaultEffects } from './fault-effects.ts';
import { Weights } from './weights.ts';
import type { RolloutFact, Stamped } from '../../wire/facts.ts';
import type { Micros, NodeId } from '../../wire/packet.ts';

const rolloutsMax = 200;

export interface Rollout {
  readonly process: string;
  readonly beganUs: Micros;
  settledUs: Micros | null;
}

/** Folds what a report does not tell of a run and a comparison asks for. Only who watches or compares makes one. */
export class Ledger {
  readonly effects = new FaultEffects();
  readonly downtimes = new Downtimes();
  readonly crossings = new Crossings();
  /** Nobody reports what a message weighs: whoever keeps the ledger lets it see them on the network. */
  readonly weights = new Weights();
  readonly rollouts: Rollout[] = [];
  readonly #processOf: (node: NodeId) => string | null;

  constructor(processOf: (node: NodeId) => string | null) {
    this.#processOf = processOf;
  }

  readonly take = ({ atUs, node, fact }: Stamped): void => {
    switch (fact.kind) {
      case 'span':
        this.downtimes.addSpan(fact);
        return this.crossings.addSpan(fact);
      case 'request':
        this.effects.addRequest(fact);
        return this.downtimes.addRequest(fact);
      case 'request-tally':
        return this.effects.addTally(atUs, fact);
      case 'action':
        return this.effects.addAction(atUs, fact);
      case 'log-broker':
        return this.crossings.addRecord(fact);
      case 'rollout':
        return this.#rollout(atUs, fact);
      case 'process': {
        const process = this.#processOf(node);
        if (process !== null) this.downtimes.addProcess(process, node, fact);
        break;
      }
      default:
    }
  };

  #rollout(atUs: Micros, { process, what }: RolloutFact): void {
    const last = this.rollouts.findLast((rollout) => rollout.process === process);
    if (what === 'begun' && (!last || last.settledUs !== null)) {
      this.rollouts.push({ process, beganUs: atUs, settledUs: null });
      if (this.rollouts.length > rolloutsMax) this.rollouts.shift();
    }
    if (what === 'settled' && last?.settledUs === null) last.settledUs = atUs;
  }
}
