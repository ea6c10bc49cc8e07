// A test file as people write them for their own services: it knows nothing of Flotilla, and passes in plain Node too,
// where it takes two minutes.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import CircuitBreaker from 'opossum';

const options = { timeout: 3_000, errorThresholdPercentage: 50, resetTimeout: 30_000 };

/** A dependency that can be broken and mended. */
class Payments {
  mode = 'fine';
  calls = 0;

  charge = async (amount) => {
    this.calls += 1;
    if (this.mode === 'down') throw new Error('payments is down');
    if (this.mode === 'slow') await sleep(10_000);
    return { charged: amount };
  };
}

describe('a breaker around payments', () => {
  let payments;
  let breaker;
  let begun;
  let moments;

  beforeEach(() => {
    payments = new Payments();
    breaker = new CircuitBreaker(payments.charge, options);
    begun = Date.now();
    moments = [];
    for (const event of ['open', 'halfOpen', 'close']) {
      breaker.on(event, () => moments.push([event, Date.now() - begun]));
    }
  });
  afterEach(() => breaker.shutdown());

  /** Within a tenth of a second: in virtual time it is exact. */
  function happenedAt(expected) {
    assert.deepEqual(
      moments.map(([event]) => event),
      expected.map(([event]) => event),
    );
    for (const [index, [event, atMs]] of expected.entries()) {
      const late = moments[index][1] - atMs;
      assert.ok(late >= 0 && late < 100, `${event} at ${moments[index][1]} ms instead of ${atMs} ms`);
    }
  }

  it('passes answers on while all is well', async () => {
    assert.deepEqual(await breaker.fire(5), { charged: 5 });
    assert.equal(breaker.closed, true);
    assert.equal(breaker.stats.successes, 1);
  });

  it('gives up on a slow call after three seconds', async () => {
    payments.mode = 'slow';
    await assert.rejects(breaker.fire(1), { code: 'ETIMEDOUT', message: 'Timed out after 3000ms' });
    assert.ok(Date.now() - begun >= 3_000 && Date.now() - begun < 3_100);
    assert.equal(breaker.stats.timeouts, 1);
  });

  it('opens when half of the calls fail, and then does not call at all', async () => {
    payments.mode = 'down';
    await assert.rejects(breaker.fire(1), /payments is down/);
    assert.equal(breaker.opened, true);
    await assert.rejects(breaker.fire(1), { code: 'EOPENBREAKER' });
    assert.equal(payments.calls, 1);
    assert.equal(breaker.stats.rejects, 1);
  });

  it('tries again after thirty seconds, and closes when that works', async () => {
    payments.mode = 'down';
    await assert.rejects(breaker.fire(1));
    payments.mode = 'fine';
    await sleep(29_900);
    await assert.rejects(breaker.fire(1), { code: 'EOPENBREAKER' });
    await sleep(110);
    assert.equal(breaker.halfOpen, true);
    await breaker.fire(1);
    happenedAt([
      ['open', 0],
      ['halfOpen', 30_000],
      ['close', 30_010],
    ]);
  });

  it('opens again when the trial fails, for thirty seconds more', async () => {
    payments.mode = 'down';
    await assert.rejects(breaker.fire(1));
    await sleep(30_010);
    await assert.rejects(breaker.fire(1), /payments is down/);
    payments.mode = 'fine';
    await sleep(30_010);
    await breaker.fire(1);
    happenedAt([
      ['open', 0],
      ['halfOpen', 30_000],
      ['open', 30_010],
      ['halfOpen', 60_010],
      ['close', 60_020],
    ]);
  });

  it('answers from the fallback while it is open', async () => {
    const seen = [];
    breaker.fallback((amount, error) => ({ queued: amount, why: error.message }));
    breaker.on('fallback', (answer) => seen.push(answer));
    payments.mode = 'down';
    assert.deepEqual(await breaker.fire(3), { queued: 3, why: 'payments is down' });
    assert.deepEqual(await breaker.fire(4), { queued: 4, why: 'Breaker is open' });
    assert.equal(seen.length, 2);
    assert.equal(breaker.stats.fallbacks, 2);
  });
});

describe('how many calls it takes', () => {
  it('stays closed below the volume threshold, however many fail', async (t) => {
    const payments = new Payments();
    const breaker = new CircuitBreaker(payments.charge, { ...options, volumeThreshold: 5 });
    t.after(() => breaker.shutdown());
    payments.mode = 'down';
    for (let call = 1; call <= 5; call += 1) {
      assert.equal(breaker.closed, true, `before call ${call}`);
      await assert.rejects(breaker.fire(1), /payments is down/);
    }
    assert.equal(breaker.opened, true);
  });

  it('forgets failures that have left the rolling window', async (t) => {
    const payments = new Payments();
    const window = { rollingCountTimeout: 10_000, rollingCountBuckets: 10 };
    const breaker = new CircuitBreaker(payments.charge, { ...options, ...window, volumeThreshold: 3 });
    t.after(() => breaker.shutdown());
    payments.mode = 'down';
    for (let call = 1; call <= 2; call += 1) await assert.rejects(breaker.fire(1));
    assert.equal(breaker.stats.failures, 2);
    await sleep(11_000);
    assert.equal(breaker.stats.failures, 0);
    await assert.rejects(breaker.fire(1));
    assert.equal(breaker.closed, true, 'the two old failures count no more');
  });
});
