import { describe, expect, test } from 'vitest';
import { Simulation } from '../kernel/simulation.ts';
import { Names } from './names.ts';
import { Lookahead } from './lookahead.ts';
import { Network } from './network.ts';
import type { LaneSpec } from './lane.ts';
import type { PacketObservation } from '../wire/facts.ts';
import type { Packet } from '../wire/packet.ts';

const lane: LaneSpec = {
  latency: { kind: 'constant', us: 1_000 },
  jitter: null,
  loss: 0,
  bytesPerSecond: null,
  leastUs: 100,
};
const [caller, callee] = [0, 1];
const hello = { method: 'GET', path: '/', host: 'callee', headers: [], body: null };

/** A caller and a callee that hear what arrives and do nothing by themselves. */
class Pair {
  readonly heard: (Packet & { readonly atUs: number })[] = [];
  readonly observed: PacketObservation[] = [];
  readonly simulation = new Simulation('1');
  readonly network: Network;

  constructor(soonestUs = 0) {
    const names = new Names();
    this.network = new Network(
      this.simulation,
      names,
      { laneSpec: () => lane, policyFor: () => ({ balance: null }) },
      new Lookahead(soonestUs),
    );
    for (const name of ['caller', 'callee']) {
      this.simulation.add(name, () => ({
        name,
        receive: (packet) => void this.heard.push({ ...packet, atUs: this.simulation.nowUs }),
      }));
    }
    names.declare('callee', [callee]);
    names.setReady('callee', callee, true);
    this.network.observe((observation) => this.observed.push(observation));
  }

  call(atUs: number, exchange: number, host = 'callee'): void {
    const base = { from: caller, callerName: 'caller', host, exchange, protocol: 'http' as const };
    this.network.call(atUs, { ...base, payload: hello, trace: null });
  }

  run(untilUs: number): void {
    this.simulation.runEvents(untilUs);
    this.network.windowEnded();
    this.simulation.advanceTo(untilUs);
  }

  get story(): string[] {
    return this.heard.map(({ atUs, kind, to, ...rest }) => {
      const code = kind === 'failure' && 'code' in rest ? ` ${rest.code}` : '';
      return `${atUs} ${to === caller ? 'caller' : 'callee'}: ${kind}${code}`;
    });
  }
}

const answer = { status: 200, headers: [], body: null };

describe('a call', () => {
  test('goes there, its answer comes back, and nothing of it is kept', () => {
    const pair = new Pair();
    pair.call(0, 7);
    pair.run(1_500);
    pair.network.answer(1_500, callee, caller, 7, answer);
    pair.run(5_000);
    expect(pair.story).toEqual(['1000 callee: call', '2500 caller: answer']);
    expect(pair.network.exchanges.find(caller, 7)).toBeUndefined();
  });

  test('is answered once', () => {
    const pair = new Pair();
    pair.call(0, 7);
    pair.run(1_500);
    pair.network.answer(1_500, callee, caller, 7, answer);
    pair.network.fail(1_600, callee, caller, 7, 'ECONNRESET', '');
    pair.run(5_000);
    expect(pair.story).toEqual(['1000 callee: call', '2500 caller: answer']);
  });

  test('that was given up is not answered once the callee knows', () => {
    const pair = new Pair();
    pair.call(0, 7);
    pair.network.cancel(200, caller, 7);
    pair.run(1_500);
    pair.network.answer(1_500, callee, caller, 7, answer);
    pair.run(5_000);
    expect(pair.story).toEqual(['1000 callee: call', '1200 callee: cancel']);
    expect(pair.network.exchanges.find(caller, 7)).toBeUndefined();
  });

  test('that was given up while its answer was on the way ends on both sides', () => {
    const pair = new Pair();
    pair.call(0, 7);
    pair.run(1_100);
    pair.network.answer(1_100, callee, caller, 7, answer);
    pair.network.cancel(1_200, caller, 7);
    pair.network.cancel(1_300, caller, 7);
    pair.run(5_000);
    expect(pair.story).toEqual(['1000 callee: call', '2100 caller: answer', '2200 callee: cancel']);
    expect(pair.network.exchanges.find(caller, 7)).toBeUndefined();
  });

  test.each([
    ['the answer first', ['answer', 'cancel']],
    ['the giving up first', ['cancel', 'answer']],
  ])('meets the same end whoever is computed first within a window: %s', (_title, order) => {
    const pair = new Pair();
    pair.call(0, 7);
    pair.run(1_100);
    for (const each of order) {
      if (each === 'answer') pair.network.answer(1_500, callee, caller, 7, answer);
      else pair.network.cancel(1_200, caller, 7);
    }
    pair.run(5_000);
    expect(pair.story).toEqual(['1000 callee: call', '2200 callee: cancel', '2500 caller: answer']);
  });

  test('to a name that nobody has is not found, after the time of a look-up', () => {
    const pair = new Pair();
    pair.call(0, 7, 'nobody');
    pair.run(5_000);
    expect(pair.story).toEqual(['1000 caller: failure ENOTFOUND']);
  });

  test('fails on the caller’s own machine no sooner than a window is long', () => {
    const pair = new Pair(4_000);
    pair.call(0, 7, 'nobody');
    pair.run(50_000);
    expect(pair.story).toEqual(['4000 caller: failure ENOTFOUND']);
  });
});

describe('a death', () => {
  test('resets the calls that the dead had in hand, and gives up those that it had made', () => {
    const pair = new Pair();
    pair.call(0, 7);
    pair.run(1_500);
    pair.network.cut(1_500, callee, 'killed');
    pair.run(5_000);
    expect(pair.story).toEqual(['1000 callee: call', '2500 caller: failure ECONNRESET']);
    pair.call(5_000, 8);
    pair.run(6_500);
    pair.network.cut(6_500, caller, 'killed');
    pair.run(9_000);
    expect(pair.story.slice(2)).toEqual(['6000 callee: call', '7500 callee: cancel']);
    expect([7, 8].map((number) => pair.network.exchanges.find(caller, number))).toEqual([undefined, undefined]);
  });

  test('does not reset a call that is still on its way: whoever is there then decides', () => {
    const pair = new Pair();
    pair.call(0, 7);
    pair.run(500);
    pair.network.cut(500, callee, 'killed');
    pair.run(5_000);
    expect(pair.story).toEqual(['1000 callee: call']);
  });

  test('closes connections after all that was sent on them', () => {
    const pair = new Pair();
    pair.call(0, 7);
    pair.network.disconnect(100, caller, 'caller', callee);
    pair.run(5_000);
    expect(pair.story).toEqual(['1000 callee: call', '1100 callee: disconnect']);
  });
});

describe('rules', () => {
  const drop = { kind: 'drop', why: 'cut' } as const;

  test('that delay add up; the first that drops decides', () => {
    const pair = new Pair();
    pair.network.addRule({ id: 1, judge: () => ({ kind: 'delay', byUs: 300 }) });
    pair.network.addRule({ id: 2, judge: () => ({ kind: 'delay', byUs: 40 }) });
    pair.call(0, 7);
    pair.run(2_000);
    expect(pair.story).toEqual(['1340 callee: call']);
    pair.network.addRule({ id: 3, judge: () => drop });
    pair.call(2_000, 8);
    pair.run(3_000_000);
    expect(pair.story).toHaveLength(1);
    expect(pair.observed.at(-1)).toMatchObject({ what: 'drop', why: 'cut', packet: 'call', exchange: 8 });
  });

  test('see who speaks to whom, over which link, and which way', () => {
    const pair = new Pair();
    const seen: unknown[] = [];
    pair.network.addRule({
      id: 1,
      judge: ({ sender, receiver, caller: from, callee: to, direction }) => {
        seen.push([sender, receiver, `${from} -> ${to}`, direction]);
        return null;
      },
    });
    pair.call(0, 7);
    pair.run(1_100);
    pair.network.answer(1_100, callee, caller, 7, answer);
    expect(seen).toEqual([
      [caller, callee, 'caller -> callee', 'there'],
      [callee, caller, 'caller -> callee', 'back'],
    ]);
  });

  test('a call that is dropped ends as an attempt to connect that nobody answered', () => {
    const pair = new Pair();
    pair.network.addRule({ id: 1, judge: () => drop });
    pair.call(0, 7);
    pair.run(20_000_000);
    expect(pair.story).toEqual(['10000000 caller: failure ETIMEDOUT']);
  });

  test('an answer that is dropped is never heard of', () => {
    const pair = new Pair();
    pair.network.addRule({ id: 1, judge: ({ direction }) => (direction === 'back' ? drop : null) });
    pair.call(0, 7);
    pair.run(1_100);
    pair.network.answer(1_100, callee, caller, 7, answer);
    pair.run(600_000_000);
    expect(pair.story).toEqual(['1000 callee: call']);
  });

  test('a refusal is back after the way there and back', () => {
    const pair = new Pair();
    pair.network.addRule({ id: 1, judge: () => ({ kind: 'refuse', code: 'EHOSTUNREACH', why: 'cut' }) });
    pair.call(0, 7);
    pair.run(5_000);
    expect(pair.story).toEqual(['2000 caller: failure EHOSTUNREACH']);
  });

  test('to heal is to remove the rule', () => {
    const pair = new Pair();
    pair.network.addRule({ id: 1, judge: () => drop });
    pair.network.removeRule(1);
    pair.call(0, 7);
    pair.run(2_000);
    expect(pair.story).toEqual(['1000 callee: call']);
  });
});

test('every message that is observed leaves once and arrives once, under one id', () => {
  const pair = new Pair();
  pair.call(0, 7);
  pair.run(1_100);
  pair.network.answer(1_100, callee, caller, 7, answer);
  pair.run(5_000);
  expect(pair.observed.map(({ what, id, atUs, packet }) => `${atUs} ${what} ${packet} ${id}`)).toEqual([
    '0 send call 0/1',
    '1000 deliver call 0/1',
    '1100 send answer 1/1',
    '2100 deliver answer 1/1',
  ]);
});
