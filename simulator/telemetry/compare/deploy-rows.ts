import type { Account, ComparisonRow, DeployAccount } from '../../wire/view/runs/comparison.ts';
import { secondsText } from './row.ts';

const nobody = 'nothing was deployed';

/** How long a change took to be in place, and what had to be put in place anew for it. */
export function deployRows(left: Account, right: Account): ComparisonRow[] {
  return [
    textRow('Deployed anew', left, right, ({ process, services }) =>
      services.length > 1 ? `${process} (${services.length} services)` : process,
    ),
    textRow('Until it was in place', left, right, ({ tookUs }) => (tookUs === null ? 'not yet' : secondsText(tookUs))),
  ];
}

function textRow(label: string, left: Account, right: Account, of: (deploy: DeployAccount) => string): ComparisonRow {
  const textOf = ({ deploys }: Account): string => {
    if (deploys.length === 0) return nobody;
    return deploys.map(of).join(', ');
  };
  return { label, left: textOf(left), right: textOf(right), difference: '', better: null };
}
