import { expect, test } from 'vitest';
import { injectFault } from '../../src/commands/fleet/inject-fault.ts';
import { foundBy } from '../../src/features/keyboard/palette/found.ts';
import type { Command } from '../../src/commands/command.ts';

const fault = (verb: string, label: string) => ({
  verb,
  label,
  key: 'k',
  fitsOn: [],
  sizes: [],
  choices: [],
  lasts: true,
});
const command = (label: string, group: Command['group'], alias = ''): Command => ({
  id: label,
  label,
  group,
  keys: [],
  alias,
  isPossible: () => true,
  run: () => {},
});

const commands: readonly Command[] = [
  command('Play', 'Time'),
  command('Send one checkout', 'Traffic', 'request POST /orders'),
  command('payments', 'Go to', 'select process payments'),
  command('payments-db', 'Go to', 'select store payments-db'),
  injectFault(fault('kill', 'Kill'), 'orders'),
  injectFault(fault('kill', 'Kill'), 'payments'),
  injectFault(fault('slow', 'Slow'), 'orders'),
  injectFault(fault('latency', 'Latency'), 'orders -> payments'),
  injectFault(fault('latency', 'Latency'), 'payments -> orders'),
];

const first = (query: string): string | undefined => foundBy(query, commands)[0]?.label;

test.each([
  ['kill payments', 'Kill payments'],
  ['payments kill', 'Kill payments'],
  ['KILL  ord', 'Kill orders'],
  ['slow orders -> payments', 'Latency orders → payments'],
  ['slow orders→payments', 'Latency orders → payments'],
  ['latency orders->payments', 'Latency orders → payments'],
  ['payments', 'payments'],
  ['post /orders', 'Send one checkout'],
  ['db', 'payments-db'],
])('%s finds %s', (query, expected) => {
  expect(first(query)).toBe(expected);
});

test('every word has to be there', () => {
  expect(foundBy('kill catalog', commands)).toEqual([]);
});

test('without a word only what neither breaks nor leads anywhere is listed', () => {
  expect(foundBy(' ', commands).map(({ label }) => label)).toEqual(['Play', 'Send one checkout']);
});
