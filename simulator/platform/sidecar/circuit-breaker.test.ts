import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CircuitBreaker } from './circuit-breaker.ts';
import type { Pass } from './circuit-breaker.ts';

const policy = { errorShare: 0.5, windowUs: 1_000, volume: 4, resetUs: 500 };

function breakerOf() {
  const changes: string[] = [];
  const breaker = new CircuitBreaker(policy, (to) => void changes.push(to));
  const call = (atUs: number, failed: boolean): void => breaker.settled(breaker.admit(atUs)!, atUs, failed);
  return { breaker, changes, call };
}

describe('a breaker', () => {
  test('opens when half of enough calls have failed, and not before', () => {
    const { breaker, changes, call } = breakerOf();
    for (const failed of [true, true, true]) call(0, failed);
    expect(changes).toEqual([]);
    call(1, false);
    expect(changes).toEqual(['open']);
    expect(breaker.admit(2)).toBeNull();
  });

  test('forgets what is older than its window', () => {
    const { changes, call } = breakerOf();
    for (let atUs = 0; atUs < 4_000; atUs += 400) call(atUs, true);
    expect(changes).toEqual([]);
  });

  test('lets one probe through after its rest, and closes when that succeeds', () => {
    const { breaker, changes, call } = breakerOf();
    for (let count = 0; count < 4; count++) call(0, true);
    expect(breaker.admit(499)).toBeNull();
    const probe = breaker.admit(500);
    expect(probe).not.toBeNull();
    expect(breaker.admit(501)).toBeNull();
    breaker.settled(probe!, 600, false);
    expect(changes).toEqual(['open', 'half-open', 'closed']);
    expect(breaker.admit(601)).not.toBeNull();
  });

  test('rests again when the probe fails, and forgets nothing of it', () => {
    const { breaker, changes, call } = breakerOf();
    for (let count = 0; count < 4; count++) call(0, true);
    breaker.settled(breaker.admit(500)!, 700, true);
    expect(changes).toEqual(['open', 'half-open', 'open']);
    expect(breaker.admit(1_199)).toBeNull();
    expect(breaker.admit(1_200)).not.toBeNull();
  });

  test('takes no news from calls that set out before it opened', () => {
    const { breaker, changes, call } = breakerOf();
    const early = breaker.admit(0)!;
    for (let count = 0; count < 4; count++) call(0, true);
    const probe = breaker.admit(500)!;
    breaker.settled(early, 510, false);
    breaker.abandoned(early);
    expect(breaker.admit(520)).toBeNull();
    breaker.settled(probe, 530, true);
    expect(changes).toEqual(['open', 'half-open', 'open']);
  });

  test('sends another probe when the first was given up', () => {
    const { breaker, call } = breakerOf();
    for (let count = 0; count < 4; count++) call(0, true);
    breaker.abandoned(breaker.admit(500)!);
    expect(breaker.admit(501)).not.toBeNull();
  });

  test('never does what breakers do not, whatever comes in whatever order', () => {
    const step = fc.tuple(fc.nat(400), fc.constantFrom('call', 'succeed', 'fail', 'give up'));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        let nowUs = 0;
        let state = 'closed';
        let openedUs = 0;
        let out: Pass[] = [];
        let probes: Pass[] = [];
        const breaker = new CircuitBreaker(policy, (to) => {
          expect(['closed open', 'open half-open', 'half-open open', 'half-open closed']).toContain(`${state} ${to}`);
          if (to === 'half-open') expect(nowUs - openedUs).toBeGreaterThanOrEqual(policy.resetUs);
          if (to === 'open') openedUs = nowUs;
          state = to;
          probes = [];
        });
        for (const [waitUs, what] of steps) {
          nowUs += waitUs;
          if (what === 'call') {
            const pass = breaker.admit(nowUs);
            if (pass) out.push(pass);
            if (pass && state === 'half-open') probes.push(pass);
            expect(state === 'open' && pass !== null).toBe(false);
            expect(probes.length).toBeLessThanOrEqual(1);
            continue;
          }
          const [pass, ...others] = out;
          if (!pass) continue;
          out = others;
          probes = probes.filter((probe) => probe !== pass);
          if (what === 'give up') breaker.abandoned(pass);
          else breaker.settled(pass, nowUs, what === 'fail');
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});
