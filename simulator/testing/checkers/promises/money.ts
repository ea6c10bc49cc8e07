import { factsOf } from '../reading/facts-of.ts';
import type { Checker } from '../violation.ts';

/**
 * I32, for services that look at all of the money again and again and log what they see (`balances 90 110`): the sum stays
 * what it was, and nobody owes anything.
 */
export const moneyIsConstant: Checker = (record) => {
  const looks = factsOf(record, 'log').filter(({ message }) => message.startsWith('balances '));
  let expected: number | null = null;
  return looks.flatMap((look) => {
    const balances = look.message.split(' ').slice(1).map(Number);
    const sum = balances.reduce((left, right) => left + right, 0);
    expected ??= sum;
    if (sum === expected && balances.every((balance) => balance >= 0)) return [];
    return [{ id: 'I32', text: `there was ${expected} in all, and then ${balances.join(' + ')}`, witness: look }];
  });
};
