import { faults } from '../../faults/catalogue.ts';
import type { Fault } from '../../faults/fault.ts';
import type { FaultKind, FaultTarget } from '../../wire/view/fault-kind.ts';

/** The catalogue of faults as data, for those who draw buttons. */
export const faultKinds: readonly FaultKind[] = faults
  .filter(({ isForForms }) => isForForms)
  .map((fault) => {
    const { verb, label, key, sizes, choices, lasts } = fault;
    return { verb, label, key, sizes, choices, lasts, fitsOn: targetsOf(fault) };
  });

function targetsOf({ fitsOn, servers, onOneTopic }: Fault): FaultTarget[] {
  return fitsOn.flatMap((kind): readonly FaultTarget[] => {
    if (kind === 'process') return ['process', 'replica', 'service'];
    if (kind === 'topic') return onOneTopic ? ['topic'] : [];
    return kind === 'server' ? servers : [kind];
  });
}
