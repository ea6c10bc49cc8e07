import { describe, expect, test } from 'vitest';
import { given } from '../support/given.ts';
import type { FleetUnderTest } from '../../simulator/testing/fleet-under-test.ts';

const saying = (word: string): string => `
import { text } from './lib/text.ts';
export default { fetch: async () => {
  await new Promise((resolve) => setTimeout(resolve, 30));
  return new Response(text('${word}'));
} };
`;
const files = {
  'services/greeter.ts': saying('hello'),
  'services/lib/text.ts': `export const text = (word: string): string => word;`,
  'services/front.ts': `export default { fetch: async () => fetch('http://greeter/') };`,
};

function greeters(
  replicas: number,
  options: { seed?: string; host?: 'inline' | 'workers' } = {},
): Promise<FleetUnderTest> {
  return given(
    `
services: { front: {}, greeter: {} }
processes: { greeter: { services: [greeter], replicas: ${replicas}, startup: 400ms } }
links: { default: { latency: 1ms } }
traffic: { load: { to: front, request: GET /, rate: 50/s } }
`,
    { files, ...options },
  );
}

/** New texts, as a script would write them out. */
function ship(fleet: FleetUnderTest, texts: Readonly<Record<string, string>>, target = 'greeter', more = {}): void {
  const given = Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, { text }]));
  fleet.act('deploy', target, { files: given, ...more });
}

function events(fleet: FleetUnderTest): string[] {
  return fleet.factsOf('rollout').map(({ what, text }) => `${what}: ${text}`);
}

function refusals(fleet: FleetUnderTest): string[] {
  return fleet.factsOf('action').flatMap(({ what, text }) => (what === 'refused' ? text : []));
}

async function heard(fleet: FleetUnderTest): Promise<string> {
  return (await fleet.request('GET', 'http://front/')).text;
}

const failed = (fleet: FleetUnderTest): number =>
  fleet.factsOf('request').filter(({ status }) => status !== 200).length;

describe('a deployment', () => {
  test('takes the place of one replica after another, and no request fails', async () => {
    const fleet = await greeters(2);
    await fleet.run('1s');
    ship(fleet, { 'services/greeter.ts': saying('good day') });
    await fleet.run('300ms');
    expect(await heard(fleet)).toBe('hello');
    await fleet.run('2s');
    expect(events(fleet)).toEqual([
      'begun: greeter goes to v2 in 2 replicas: v2 of greeter was deployed at 1 s',
      'joined: greeter#3 serves v2',
      'left: greeter#1 is gone: replaced by v2',
      'joined: greeter#4 serves v2',
      'left: greeter#2 is gone: replaced by v2',
      'settled: greeter is v2 in 2 replicas',
    ]);
    expect([await heard(fleet), await heard(fleet)]).toEqual(['good day', 'good day']);
    expect(failed(fleet)).toBe(0);
    expect(fleet.factsOf('request').length).toBeGreaterThan(100);
  });

  test('that does not come up stalls, what ran before goes on, and to undo it takes it away', async () => {
    const fleet = await greeters(1);
    await fleet.run('1s');
    ship(fleet, { 'services/greeter.ts': `const nothing: any = null;\nnothing.work();\n${saying('never')}` });
    await fleet.run('15s');
    expect(fleet.lifeOf('greeter#2').slice(0, 4)).toEqual(['starting', 'crashed', 'waiting to restart', 'starting']);
    expect(events(fleet)).toEqual([
      'begun: greeter goes to v2 in 1 replica: v2 of greeter was deployed at 1 s',
      expect.stringMatching(/^stalled: v2 of greeter does not come up, what ran before goes on: greeter#2: TypeError/),
    ]);
    expect(await heard(fleet)).toBe('hello');
    fleet.act('restore', 'greeter');
    await fleet.run('1s');
    expect(events(fleet)).toHaveLength(2);
    fleet.undo(1);
    await fleet.run('1s');
    expect(fleet.lifeOf('greeter#2').at(-1)).toBe('stopped');
    expect(events(fleet).slice(2)).toEqual([
      'begun: greeter goes to v1 in 1 replica: undone: v2 of greeter was deployed at 1 s',
      'left: greeter#2 is gone: replaced by v1',
      'settled: greeter is v1 in 1 replica',
    ]);
    expect(failed(fleet)).toBe(0);
  });

  test('that comes while another is under way takes over, and the other is never finished', async () => {
    const fleet = await greeters(2);
    await fleet.run('1s');
    ship(fleet, { 'services/greeter.ts': saying('second') });
    await fleet.run('600ms');
    ship(fleet, { 'services/greeter.ts': saying('third') }, 'greeter', { version: '3.0' });
    await fleet.run('4s');
    expect(events(fleet).at(-1)).toBe('settled: greeter is 3.0 in 2 replicas');
    expect([await heard(fleet), await heard(fleet)]).toEqual(['third', 'third']);
    expect(failed(fleet)).toBe(0);
  });

  test('is undone by a rollout of what was before, and the next one gets a number of its own', async () => {
    const fleet = await greeters(1);
    await fleet.run('1s');
    ship(fleet, { 'services/greeter.ts': saying('second') }, 'greeter', { for: '2s' });
    await fleet.run('1500ms');
    expect(await heard(fleet)).toBe('second');
    await fleet.run('2s');
    expect(await heard(fleet)).toBe('hello');
    ship(fleet, { 'services/greeter.ts': saying('third') });
    await fleet.run('2s');
    expect(events(fleet).at(-1)).toBe('settled: greeter is v3 in 1 replica');
    expect(failed(fleet)).toBe(0);
  });

  test('of another process does not begin it anew', async () => {
    const fleet = await greeters(1);
    await fleet.run('1s');
    ship(fleet, { 'services/greeter.ts': saying('second') });
    await fleet.run('100ms');
    fleet.act('scale', 'front', { replicas: 2 });
    await fleet.run('3s');
    const begun = fleet.factsOf('rollout').filter(({ what }) => what === 'begun');
    expect(begun.map(({ process }) => process)).toEqual(['greeter', 'front']);
  });

  test('to one replica changes that one alone', async () => {
    const fleet = await greeters(2);
    await fleet.run('1s');
    ship(fleet, { 'services/greeter.ts': saying('canary') }, 'greeter#1');
    await fleet.run('2s');
    expect(events(fleet).slice(1)).toEqual([
      'joined: greeter#3 serves v2',
      'left: greeter#1 is gone: replaced by v2',
      'settled: greeter is v1 in 1 replica, v2 in 1 replica',
    ]);
    const words = [await heard(fleet), await heard(fleet), await heard(fleet), await heard(fleet)];
    expect(words.toSorted()).toEqual(['canary', 'canary', 'hello', 'hello']);
  });

  test('may bring new files, if its code imports them', async () => {
    const fleet = await greeters(1);
    await fleet.run('1s');
    const entry = saying('x').replace('./lib/text.ts', './lib/loud.ts');
    ship(fleet, { 'services/greeter.ts': entry, 'services/lib/loud.ts': `export const text = (word) => word + '!';` });
    await fleet.run('2s');
    expect(await heard(fleet)).toBe('x!');
  });
});

describe('a deployment is refused, with its place, and nothing changes', () => {
  const cases: readonly (readonly [string, Record<string, string>, string])[] = [
    [
      'when it does not compile',
      { 'services/greeter.ts': `export const a = 1;\nexport const b = ;` },
      'services/greeter.ts:2:18',
    ],
    [
      'when it imports what is not on the shelf',
      { 'services/greeter.ts': `import { x } from 'left-pad';\n${saying('x')}` },
      'services/greeter.ts:1:19 an import of "left-pad", expected a library that is on the shelf',
    ],
    [
      'when it imports a file that nobody has',
      { 'services/greeter.ts': `import './lib/gone.ts';\n${saying('x')}` },
      'services/greeter.ts:1:8 an import of "./lib/gone.ts", where no file is, expected the path of a file',
    ],
    [
      'when it brings a file that nobody imports',
      { 'services/lib/extra.ts': `export {}` },
      'services/lib/extra.ts: found a file that greeter does not import',
    ],
    [
      'when it brings a file of another service',
      { 'services/front.ts': files['services/front.ts'] },
      'services/front.ts: found a file that greeter does not import, expected one of its files or a new one that they import; it is a file of front',
    ],
  ];
  test.each(cases)('%s', async (_when, texts, said) => {
    const fleet = await greeters(1);
    await fleet.run('1s');
    ship(fleet, texts);
    await fleet.run('2s');
    expect(refusals(fleet)).toEqual([expect.stringContaining(said)]);
    expect(events(fleet)).toEqual([]);
    expect(await heard(fleet)).toBe('hello');
  });
});
