import type { EvidenceTab } from '../evidence-tab.ts';
import { late } from '../../../ui/late.tsx';

/** Drawings of states come with their own code, as charts do. */
export const machinesTab: EvidenceTab = {
  name: 'machines',
  label: 'Breakers and sagas',
  note: ({ breakers }) => {
    const open = breakers.filter(({ state }) => state !== 'closed').length;
    return open === 0 ? '' : `${open} not closed`;
  },
  Panel: late(() => import('./machines.tsx').then(({ Machines }) => Machines)),
};
