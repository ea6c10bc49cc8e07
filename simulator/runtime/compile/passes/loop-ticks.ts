import { requiredChild, type Place } from '../syntax/node.ts';
import type { Pass } from '../syntax/walk.ts';
import type { Slots } from './slots.ts';
import type { Unit } from './unit.ts';

/** Each turn of each loop counts against the budget of the instance's turn, so that an endless loop ends the same way every time. */
export function loopTicks(unit: Unit, slots: Slots): Pass {
  const tick = ({ node }: Place): void => {
    const budget = unit.runtime('budget');
    slots.addStatement(requiredChild(node, 'body'), `--${budget}.left<0&&${budget}.spent();`);
  };
  return {
    enter: {
      WhileStatement: tick,
      DoWhileStatement: tick,
      ForStatement: tick,
      ForInStatement: tick,
      ForOfStatement: tick,
    },
  };
}
