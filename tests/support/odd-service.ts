import { given } from './given.ts';
import { hono } from './service-code.ts';
import type { NodeHostKind } from '../../simulator/hosts/node/node-run.ts';
import type { FleetUnderTest } from '../../simulator/testing/fleet-under-test.ts';

/** One service, `odd`, with this code beside a well-behaved one. */
export function fleetWith(code: string, more = '', host: NodeHostKind = 'inline'): Promise<FleetUnderTest> {
  return given(`services: { odd: {}, good: {} }\nlinks: { default: { latency: 1ms } }\n${more}`, {
    host,
    files: { 'services/odd.ts': code, 'services/good.ts': hono(`app.all('/', (c) => c.text('fine'))`) },
  });
}

export const isWell = async (fleet: FleetUnderTest) => (await fleet.request('GET', 'http://good/')).text === 'fine';
export const endOf = (fleet: FleetUnderTest, replica = 'odd#1') =>
  fleet.factsOf('process').find((fact) => fact.from === replica && fact.end !== undefined);
