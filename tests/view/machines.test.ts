import { describe, expect, test } from 'vitest';
import { guardedFiles, guardedFleet } from '../support/guarded-fleet.ts';
import { shop, watched, watchedText } from '../support/watched-fleet.ts';

const guarded = () => watchedText(guardedFleet, guardedFiles);

describe('a breaker in code', () => {
  test('is known to guard whom its action calls, and not who is called after it', async () => {
    const { driver, frame } = await guarded();
    expect(await driver.advance(10_000_000, { kind: 'breaker' })).toMatch(/payment/);
    const [breaker] = (await frame()).breakers;
    expect(breaker).toMatchObject({ service: 'orders', name: 'payment', where: 'code', to: 'payments', state: 'open' });
    expect(breaker!.probeAtUs).toBe(breaker!.sinceUs + 1_000_000);
    await driver.advance(8_000_000);
    const { breakers } = await driver.ask({ about: 'machines' });
    expect(breakers).toHaveLength(1);
    expect(breakers[0]!.to).toBe('payments');
    expect(breakers[0]!.transitions.map(({ to }) => to).slice(0, 2)).toEqual(['open', 'half-open']);
    expect(breakers[0]!.transitions.at(-1)!.to).toBe('closed');
    driver.dispose();
  });

  test('has a span around what it let through or turned back, and what comes after hangs above it', async () => {
    const { driver } = await guarded();
    await driver.advance(10_000_000, { kind: 'breaker' });
    await driver.advance(driver.nowUs + 300_000);
    const [request] = await driver.ask({ about: 'requests', newest: 1, outcome: 'failed' });
    const { spans } = await driver.ask({ about: 'trace', traceId: request!.traceId });
    const turnedBack = spans.find(({ name }) => name === 'breaker payment')!;
    expect(turnedBack).toMatchObject({ ok: false, error: 'Breaker is open' });
    expect(turnedBack.attributes['flotilla.breaker.state']).toBe('open');
    const handled = spans.find(({ spanKind, service }) => spanKind === 'server' && service === 'orders')!;
    const calls = spans.filter(({ spanKind, service }) => spanKind === 'client' && service === 'orders');
    expect(calls.map(({ parentSpanId }) => parentSpanId)).toEqual([handled.spanId, handled.spanId]);
    driver.dispose();
  });
});

describe('a saga that is a state machine', () => {
  test('is known with its states and what leads from one to the next', async () => {
    const { driver } = await guarded();
    await driver.advance(1_000_000);
    const { definitions } = await driver.ask({ about: 'machines' });
    expect(definitions).toHaveLength(1);
    const [order] = definitions;
    expect(order).toMatchObject({ service: 'orders', machine: 'order', initial: 'reserving' });
    expect(order!.states.map(({ name, isFinal }) => [name, isFinal])).toEqual([
      ['reserving', false],
      ['paying', false],
      ['undoing', false],
      ['placed', true],
      ['cancelled', true],
    ]);
    expect(order!.transitions).toEqual([
      { from: 'reserving', to: 'paying', event: 'RESERVED' },
      { from: 'paying', to: 'placed', event: 'PAID' },
      { from: 'paying', to: 'undoing', event: 'REFUSED' },
      { from: 'undoing', to: 'cancelled', event: 'RELEASED' },
    ]);
    driver.dispose();
  });

  test('tells each of its runs apart, with its way and the request it ran in', async () => {
    const { driver } = await guarded();
    await driver.advance(2_500_000);
    const { sagas } = await driver.ask({ about: 'machines' });
    const undone = sagas.find(({ isOver, transitions }) => isOver && transitions.at(-1)?.to === 'cancelled')!;
    expect(undone.transitions.map(({ to, event }) => `${event} ${to}`)).toEqual([
      'xstate.init reserving',
      'RESERVED paying',
      'REFUSED undoing',
      'RELEASED cancelled',
    ]);
    const requests = await driver.ask({ about: 'requests', newest: 100 });
    expect(requests.map(({ traceId }) => traceId)).toContain(undone.traceId);
    driver.dispose();
  });
});

test('a process that starts again counts its machines anew, and they are other ones', async () => {
  const { driver, act } = await guarded();
  await driver.advance(1_000_000);
  await act('kill', 'orders', {}, 100_000);
  await driver.advance(1_900_000);
  const { sagas } = await driver.ask({ about: 'machines' });
  for (const { transitions } of sagas)
    expect(transitions.filter(({ event }) => event === 'xstate.init')).toHaveLength(1);
  driver.dispose();
});

test('each group of a topic has its own chart of how far it is behind', async () => {
  const { driver, act } = await watched(shop());
  await driver.advance(1_000_000);
  await act('hang', 'reports');
  await driver.advance(4_000_000);
  const behind = async (of: string) => (await driver.ask({ about: 'series', kind: 'group', of })).bins.at(-1)?.lag;
  const stuck = await behind('order.placed/reports');
  expect(stuck).toBeGreaterThan(30);
  expect(await behind('order.placed/notifications')).toBeLessThan(stuck! / 2);
  expect(await behind('order.placed/nobody')).toBeUndefined();
  driver.dispose();
});
