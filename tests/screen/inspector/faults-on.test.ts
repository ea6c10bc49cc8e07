import { expect, test } from 'vitest';
import { faultsOn } from '../../../src/commands/fleet/inject-fault.ts';
import { faultKinds } from '../../../simulator/run/view/fault-kinds.ts';
import { shop } from '../canvas/fleets.ts';

const map = { ...shop.map, faults: faultKinds };
const withoutCode = { ...map, processes: map.processes.map((process) => ({ ...process, runsCode: false })) };
const verbs = (...asked: Parameters<typeof faultsOn>): string[] => faultsOn(...asked).map(({ verb }) => verb);

test('a process can be broken, and a service without code has none', () => {
  for (const kind of ['process', 'service'] as const) {
    expect(verbs(map, { kind, name: 'payments' })).toContain('kill');
    expect(verbs(withoutCode, { kind, name: 'payments' })).toEqual([]);
  }
});

test('the links of a service without code can be broken', () => {
  expect(verbs(withoutCode, { kind: 'link', name: 'orders -> payments' })).toContain('latency');
});

test('a line of code is no button', () => {
  expect(verbs(map, { kind: 'process', name: 'payments' })).not.toContain('crashpoint');
});
