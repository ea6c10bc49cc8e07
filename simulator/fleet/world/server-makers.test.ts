import { expect, test } from 'vitest';
import { fleetOf, modelRun } from '../../testing/fleet-of.ts';
import { BrokenFleet } from './server-makers.ts';

const text = (servers: string): string => `services: { tea: { model: { latency: 1ms } } }\n${servers}\n`;

test.each([
  ['stores: { cups: { engine: cache } }', 'cups: found the engine cache, which is not there yet, expected sql'],
  ['stores: { cups: { engine: documents } }', 'cups: found the engine documents, which is not there yet, expected sql'],
  ['brokers: { cups: { engine: queue } }', 'cups: found the engine queue, which is not there yet, expected log'],
])('%s is a fleet that can be read, and is refused in words before it runs', (servers, words) => {
  expect(fleetOf(text(servers)).name).toBeDefined();
  expect(() => modelRun(text(servers))).toThrow(new BrokenFleet(words));
});
