import { expect, test } from 'vitest';
import { leastCostUs } from './least-cost.ts';
import type { ServiceSpec } from '../wire/instance-events.ts';

const service = (cost: ServiceSpec['cost']): ServiceSpec => ({ name: 'orders', cost }) as ServiceSpec;
const ms = (value: number) => ({ kind: 'constant', us: value * 1_000 }) as const;

test('no call takes less than the cheapest route of any service', () => {
  expect(
    leastCostUs({ services: [service({ default: ms(5), 'GET /orders': ms(2) }), service({ default: ms(3) })] }),
  ).toBe(2_000);
});

test('a route whose cost nobody has told takes nothing, and neither does one that may be as quick as it likes', () => {
  expect(leastCostUs({ services: [service({ 'GET /orders': ms(2) })] })).toBe(0);
  expect(leastCostUs({ services: [service({ default: { kind: 'exponential', meanUs: 1_000 } })] })).toBe(0);
});
