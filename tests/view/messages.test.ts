import { describe, expect, test } from 'vitest';
import { shop, watched } from '../support/watched-fleet.ts';
import type { Watched } from '../support/watched-fleet.ts';
import type { Message } from '../../simulator/wire/view/message.ts';

const frameUs = 100_000;

async function seen({ driver, frame }: Watched, frames: number): Promise<{ messages: Message[]; leftOut: number }> {
  const messages: Message[] = [];
  let leftOut = 0;
  for (let count = 0; count < frames; count++) {
    await driver.advance(driver.nowUs + frameUs);
    const shown = await frame();
    messages.push(...shown.messages);
    leftOut += shown.messagesLeftOut;
  }
  return { messages, leftOut };
}

function byTrace(messages: readonly Message[]): Map<string, Message[]> {
  const traces = new Map<string, Message[]>();
  for (const message of messages) {
    if (message.traceId !== null) traces.set(message.traceId, [...(traces.get(message.traceId) ?? []), message]);
  }
  return traces;
}

describe('messages', () => {
  test('are those of the run: an order goes through the whole shop, and each of its messages has its line of code', async () => {
    const fleet = await watched(shop());
    await fleet.driver.watchMessages(100_000);
    const { messages, leftOut } = await seen(fleet, 10);
    expect(leftOut).toBe(0);
    const order = [...byTrace(messages).values()].find((each) =>
      each.some(({ to, label }) => to === 'kafka' && label === 'order.placed'),
    )!;
    const said = order.map(({ from, to, what, label }) => `${from} -> ${to}: ${what} ${label}`);
    expect(said.slice(0, 2)).toEqual([
      'checkout -> gateway: call POST /orders',
      'gateway -> orders: call POST /orders',
    ]);
    expect(said).toContain('users -> users-db: statement SELECT users');
    expect(said).toContain('users-db -> users: rows SELECT 1');
    expect(said).toContain('payments -> orders: answer 201');
    expect(said).toContain('orders -> kafka: record order.placed');
    expect(said).toContain('kafka -> reports: record order.placed');
    expect(order.every(({ sentUs, arrivesUs, lost }) => lost === null && arrivesUs > sentUs)).toBe(true);
    const { spans } = await fleet.driver.ask({ about: 'trace', traceId: order[0]!.traceId! });
    const charge = order.find(({ label }) => label === 'POST /charges')!;
    expect(spans.find((span) => span.spanId === charge.spanId)?.line).toMatch(/^services\/.+\.ts:\d+$/);
    // Those of a pool too, which are sent when a connection is free and not when they are asked for.
    const statements = spans.filter(({ attributes }) => 'db.query.text' in attributes);
    expect(statements.length).toBeGreaterThan(3);
    for (const { line } of statements) expect(line).toMatch(/^services\/.+\.ts:\d+$/);
    fleet.driver.dispose();
  });

  test('above the limit a sample is shown, and what it shows of a trace is the whole of it', async () => {
    const [all, few] = [await watched(shop()), await watched(shop())];
    await all.driver.watchMessages(100_000);
    await few.driver.watchMessages(60);
    await all.act('traffic', 'browse', { times: 5 });
    await few.act('traffic', 'browse', { times: 5 });
    const everything = byTrace((await seen(all, 15)).messages);
    const { messages, leftOut } = await seen(few, 15);
    const sample = byTrace(messages);
    expect(leftOut).toBeGreaterThan(messages.length);
    expect(messages.length).toBeGreaterThan(200);
    const ids = (each: readonly Message[] | undefined): string[] =>
      (each ?? []).map(({ sentUs, label }) => `${sentUs} ${label}`);
    for (const [traceId, shown] of sample) expect(ids(shown)).toEqual(ids(everything.get(traceId)));
    all.driver.dispose();
    few.driver.dispose();
  });

  test('that are lost say why, and those that nobody watched are not there', async () => {
    const fleet = await watched(shop());
    expect((await seen(fleet, 3)).messages).toEqual([]);
    await fleet.driver.watchMessages(1_000);
    await fleet.act('partition', 'orders -> payments', { mode: 'silent', direction: 'both' });
    const { messages } = await seen(fleet, 5);
    // An answer on its way back is lost as well.
    const lost = messages.filter((message) => message.lost !== null && message.from === 'orders');
    expect(lost.length).toBeGreaterThan(0);
    expect(lost[0]).toMatchObject({
      from: 'orders',
      to: 'payments',
      label: 'POST /charges',
      lost: 'orders -> payments was cut off (silence) at 0.3 s',
    });
    await fleet.driver.watchMessages(0);
    expect((await seen(fleet, 3)).messages).toEqual([]);
    fleet.driver.dispose();
  });

  test('of a trace that nobody watched are told by its spans, where those know both ends', async () => {
    const fleet = await watched(shop());
    await fleet.driver.advance(1_000_000);
    const [request] = await fleet.driver.ask({ about: 'requests', newest: 1, flow: 'checkout' });
    const { messages } = await fleet.driver.ask({ about: 'trace', traceId: request!.traceId });
    const said = messages.map(({ from, to, label }) => `${from} -> ${to}: ${label}`);
    expect(said.slice(0, 3)).toEqual([
      'checkout -> gateway: POST /orders',
      'gateway -> orders: POST /orders',
      'orders -> users: GET /users/:id',
    ]);
    expect(said.at(-1)).toBe('gateway -> checkout: 201');
    fleet.driver.dispose();
  });
});
