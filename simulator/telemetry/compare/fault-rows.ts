import type { Account, ComparisonRow, FaultAccount, SideNames } from '../../wire/view/runs/comparison.ts';
import { countText, secondsText } from './row.ts';

/** The same thing, done to either or both at the same moment. */
interface FaultOfBoth {
  readonly text: string;
  readonly left: FaultAccount | null;
  readonly right: FaultAccount | null;
}

/** How far each fault reached, and how long until requests went well again. */
export function faultRows(left: Account, right: Account): ComparisonRow[] {
  return faultsOfBoth(left, right).flatMap((fault) => {
    const reach = (side: FaultAccount | null): number => side?.routes.length ?? 0;
    const isComparable = fault.left !== null && fault.right !== null;
    return [
      {
        label: `Routes hit: ${fault.text}`,
        left: reachText(fault.left),
        right: reachText(fault.right),
        difference: isComparable ? differenceText(reach(fault.right) - reach(fault.left)) : '',
        better: isComparable ? fewer(reach(fault.left), reach(fault.right)) : null,
      },
      {
        label: 'Longest until requests went well again',
        left: outageText(fault.left),
        right: outageText(fault.right),
        difference: '',
        better: isComparable ? fewer(fault.left.outageUs, fault.right.outageUs) : null,
      },
    ];
  });
}

export function faultWords(left: Account, right: Account, names: SideNames): string[] {
  return faultsOfBoth(left, right).map((fault) => {
    const say = (name: string, side: FaultAccount | null): string => {
      if (!side) return `it was not done to ${name}`;
      if (side.routes.length === 0) return `${name} lost no request`;
      const failed = side.routes.reduce((sum, route) => sum + route.failed, 0);
      const isAll = side.routes.length === side.routesAsked && side.routesAsked > 1;
      const where = isAll
        ? `on all ${side.routesAsked} routes`
        : `on ${listed(side.routes.map(({ route }) => route))} alone`;
      return `${name} lost ${countText(failed)} ${failed === 1 ? 'request' : 'requests'} ${where}`;
    };
    return `${sentence(fault.text)}: ${say(names.left, fault.left)}; ${say(names.right, fault.right)}.`;
  });
}

/** Two faults of one kind that began at the same moment are one that was done to both. */
function faultsOfBoth(left: Account, right: Account): FaultOfBoth[] {
  const others = [...right.faults];
  const both = left.faults.map((fault): FaultOfBoth => {
    const at = others.findIndex(({ verb, sinceUs }) => verb === fault.verb && sinceUs === fault.sinceUs);
    const [twin = null] = at < 0 ? [] : others.splice(at, 1);
    return { text: (twin ?? fault).text, left: fault, right: twin };
  });
  return [...both, ...others.map((fault) => ({ text: fault.text, left: null, right: fault }))];
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function reachText(side: FaultAccount | null): string {
  return side ? `${side.routes.length} of ${side.routesAsked}` : 'not done';
}

function outageText(side: FaultAccount | null): string {
  if (!side) return 'not done';
  if (side.isStillFailing) return `${secondsText(side.outageUs)} and still failing`;
  return side.routes.length === 0 ? 'nothing failed' : secondsText(side.outageUs);
}

function fewer(left: number, right: number): 'left' | 'right' | null {
  if (left === right) return null;
  return left < right ? 'left' : 'right';
}

function differenceText(difference: number): string {
  if (difference === 0) return 'the same';
  return difference > 0 ? `+${difference}` : `−${-difference}`;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
