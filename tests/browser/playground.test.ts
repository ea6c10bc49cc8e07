import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { violations } from './support/axe.ts';
import { pageUrl } from './support/addresses.ts';
import { command, newest, patience, playground, untilTrafficFlows, virtualMs } from './support/fleet-page.ts';
import { visitor } from './support/visitor.ts';

const visit = visitor();
const long = { ...patience, timeout: 60_000 };
const inspector = (page: Page) => page.getByRole('region', { name: 'Inspector' });
const evidence = (page: Page) => page.getByRole('region', { name: 'Evidence' });

/** The fleet is on the chart and may be touched; what the run before did is gone by then. */
async function untilThere(page: Page): Promise<void> {
  await expect.poll(() => page.getByRole('heading', { name: /^Starting / }).count(), long).toBe(0);
  await expect.poll(() => page.getByRole('button', { name: /, process, / }).count(), long).toBeGreaterThan(0);
}

async function untilAnswered(page: Page, route = 'GET /'): Promise<void> {
  await untilThere(page);
  await expect.poll(() => newest(page, route, 'ok'), long).toBeGreaterThan(0);
}

/** Models have no single requests to be shown: what they do is counted. */
async function handledPerSecond(page: Page, process: string): Promise<number> {
  await command(page, `show process ${process}`);
  const [, rate = '0'] = /Handled\s+([\d.]+)/.exec(await inspector(page).innerText()) ?? [];
  return Number(rate);
}

test.each([
  ['Empty fleet', 'GET /'],
  ['Event-driven', 'POST /orders'],
])('a new fleet from "%s" answers its clients', async (name, route) => {
  const page = await visit({ url: `${pageUrl}#/fleets` });
  await page.getByRole('link', { name, exact: true }).click();
  await untilAnswered(page, route);
  expect(await newest(page, route, 'failed')).toBe(0);
});

test('a fleet of a thousand services starts, and its time goes on', async () => {
  const page = await visit({ url: `${pageUrl}#/fleets` });
  await page.getByRole('link', { name: 'A thousand services' }).click();
  await expect.poll(() => page.getByRole('timer').count(), long).toBe(1);
  await expect.poll(() => virtualMs(page), long).toBeGreaterThan(1_000);
  expect(await page.getByRole('alert').count()).toBe(0);
});

const pasted = `name: two
services:
  front: { model: { latency: 5ms, calls: [back] } }
  back: { model: { latency: soon } }
traffic:
  visits: { to: front, request: GET /, rate: poisson(20/s) }
`;

test('a pasted fleet file is refused with the place of its mistake, runs once mended, and stays as one’s own', async () => {
  const page = await visit({ url: `${pageUrl}#/fleets` });
  const field = page.getByRole('textbox', { name: /^Fleet file/ });
  await field.fill(pasted);
  await page.getByRole('button', { name: 'Start with this fleet' }).click();
  await expect.poll(() => page.getByRole('main').innerText(), long).toMatch(/fleet\.yaml:4:29.*expected/);
  await field.fill(pasted.replace('soon', '9ms'));
  await page.getByRole('button', { name: 'Start with this fleet' }).click();
  await untilThere(page);
  await expect.poll(() => handledPerSecond(page, 'back'), long).toBeGreaterThan(0);

  await page.goto(`${pageUrl}#/fleets`);
  await page.reload();
  await page.getByRole('button', { name: 'Rename two' }).click();
  await page.getByRole('textbox', { name: 'Name of two' }).fill('three');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Take away three' }).click();
  expect(await page.getByRole('link', { name: 'three' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Put it back' }).click();
  await page.getByRole('link', { name: 'three' }).click();
  await untilThere(page);
  await expect.poll(() => handledPerSecond(page, 'back'), long).toBeGreaterThan(0);
});

test('a service is added, given traffic and connected by keyboard and forms, and all of it is undone and done again', async () => {
  const page = await visit({ url: playground('?fleet=empty') });
  await untilAnswered(page);
  await startAdding(page, 'service');
  await page.getByRole('textbox', { name: 'Name' }).fill('milk');
  await page.keyboard.press('Enter');
  await expect.poll(() => inspector(page).innerText(), long).toContain('Add milk: the run began anew');
  await untilAnswered(page);

  await startAdding(page, 'store');
  await page.getByRole('textbox', { name: 'Name' }).fill('milk-db');
  await page.keyboard.press('Enter');
  await expect.poll(() => inspector(page).innerText(), long).toContain('Add milk-db: the run began anew');
  await untilAnswered(page);

  for (const other of ['milk-db', 'hello']) {
    await command(page, 'show process milk');
    await page.getByRole('combobox', { name: 'Connect to' }).selectOption(other);
    await page.getByRole('button', { name: 'Connect', exact: true }).press('Enter');
    await expect
      .poll(() => inspector(page).innerText(), long)
      .toContain(`Connect milk to ${other}: the run began anew`);
    await untilAnswered(page);
  }

  await startAdding(page, 'service');
  await page.getByRole('textbox', { name: 'Name' }).fill('sips');
  // It turns out to be something else, of the same name.
  await page.getByRole('combobox', { name: 'What' }).selectOption('traffic');
  await page.getByRole('combobox', { name: 'To', exact: true }).selectOption('milk');
  await page.getByRole('textbox', { name: 'Name' }).focus();
  await page.keyboard.press('Tab');
  await page.getByRole('textbox', { name: 'Request' }).press('Enter');
  await expect.poll(() => inspector(page).innerText(), long).toContain('Add sips: the run began anew');
  await untilThere(page);
  await command(page, 'milk → hello');
  await expect.poll(() => inspector(page).innerText(), long).toMatch(/Calls so far\s+[1-9]/);
  await command(page, 'milk → milk-db');
  await expect.poll(() => inspector(page).innerText(), long).toMatch(/Calls so far\s+[1-9]/);

  await command(page, 'undo the last change');
  await expect.poll(() => inspector(page).innerText(), long).toContain('Undone: Add sips');
  await untilAnswered(page);
  await command(page, 'do the undone change');
  await expect.poll(() => inspector(page).innerText(), long).toContain('Done again: Add sips');
  // And it is there again after a reload.
  await untilAnswered(page);
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem('flotilla.work.empty')), long)
    .toContain('"trial":"ran"');
  await page.reload();
  await untilAnswered(page);
  await command(page, 'milk → hello');
  await expect.poll(() => inspector(page).innerText(), long).toMatch(/Calls so far\s+[1-9]/);
});

test('what would not load is not written, and said with its reason', async () => {
  const page = await visit({ url: playground('?fleet=empty') });
  await untilAnswered(page);
  await startAdding(page, 'service');
  await page.getByRole('textbox', { name: 'Name' }).fill('Two Words');
  await page.keyboard.press('Enter');
  await expect.poll(() => inspector(page).innerText(), long).toMatch(/not done[\s\S]*expected/);
  expect(await newest(page, 'GET /', 'ok')).toBeGreaterThan(0);
});

/** Of the newest checkouts that succeeded, in milliseconds. */
async function checkoutMs(page: Page): Promise<number> {
  const rows = evidence(page).getByRole('row').filter({ hasText: 'POST /orders' }).filter({ hasText: '✓' });
  const texts = await rows.allInnerTexts();
  const times = texts.flatMap((text) => [...text.matchAll(/([\d.]+)\sms/g)].map(([, ms]) => Number(ms)));
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? NaN;
}

test('a caller of two replicas can go to the least busy of them; where there is one, there is nothing to choose', async () => {
  const page = await visit({ url: playground() });
  await untilTrafficFlows(page);
  const leastBusy = inspector(page).getByRole('button', { name: 'Least busy' });
  await command(page, 'orders → payments');
  await expect.poll(() => inspector(page).getByLabel('Gives up after, ms').count(), long).toBe(1);
  expect(await leastBusy.count()).toBe(0);
  await command(page, 'show process payments');
  await inspector(page).getByLabel('Replicas').fill('2');
  await inspector(page).getByRole('button', { name: 'Scale' }).click();
  await command(page, 'orders → payments');
  await leastBusy.click(long);
  await expect
    .poll(() => inspector(page).innerText(), long)
    .toContain('Set balance of orders → payments: done to the running fleet');
  await expect.poll(() => leastBusy.getAttribute('aria-pressed'), long).toBe('true');
});

test('a link turned from sync to async is another path of the real code: checkouts get faster, stay pending, and payments hears of them by the topic', async () => {
  const page = await visit({ url: playground() });
  await untilTrafficFlows(page);
  await expect.poll(() => checkoutMs(page), long).toBeGreaterThan(0);
  const beforeMs = await checkoutMs(page);
  await command(page, 'orders → payments');
  await inspector(page)
    .getByRole('button', { name: /^Async/ })
    .click();
  await expect
    .poll(() => inspector(page).innerText(), long)
    .toContain('Set mode of orders → payments: done to the running fleet');
  await untilTrafficFlows(page);
  // The bank alone takes 20 ms.
  await expect.poll(() => checkoutMs(page), long).toBeLessThan(beforeMs - 10);
  await page.getByRole('tab', { name: 'Data' }).click();
  await evidence(page).getByRole('button', { name: 'Query' }).click();
  await evidence(page).getByLabel('Store').selectOption('orders-db');
  await evidence(page)
    .getByRole('textbox', { name: 'A SELECT for orders-db' })
    .fill("select status from orders where status = 'pending'");
  const found = evidence(page).getByRole('table', { name: 'What the query found' });
  await expect
    .poll(async () => {
      await evidence(page).getByRole('button', { name: 'Run' }).click();
      return found.innerText({ timeout: 2_000 }).catch(() => '');
    }, long)
    .toContain('pending');
  await command(page, 'show topic order.placed');
  await expect.poll(() => inspector(page).innerText(), long).toContain('payments');
});

/** The form is another one for each kind of thing. */
async function startAdding(page: Page, kind: string): Promise<void> {
  await command(page, `add a ${kind}`);
  await expect.poll(() => page.getByRole('combobox', { name: 'What' }).inputValue(), long).toBe(kind);
}

/** Where it is once the chart has come to rest. */
async function stillBox(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  for (let before = await locator.boundingBox(); ;) {
    await locator.page().waitForTimeout(300);
    const now = await locator.boundingBox();
    if (now && before && now.x === before.x && now.y === before.y) return now;
    before = now;
  }
}

test('a process is connected by dragging its handle onto another', async () => {
  const page = await visit({ url: playground('?fleet=empty') });
  await untilAnswered(page);
  await startAdding(page, 'store');
  await page.getByRole('textbox', { name: 'Name' }).fill('shelf');
  await page.keyboard.press('Enter');
  await expect.poll(() => inspector(page).innerText(), long).toContain('Add shelf: the run began anew');
  await untilThere(page);
  await page.getByRole('button', { name: /^hello, process/ }).click();
  const from = await stillBox(page.locator('svg:has(> title)'));
  const to = await stillBox(page.getByRole('button', { name: /^shelf, / }));
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 8 });
  await page.mouse.up();
  await expect.poll(() => inspector(page).innerText(), long).toContain('Connect hello to shelf: the run began anew');
});

test('axe finds nothing on the new screens', async () => {
  const page = await visit({ url: `${pageUrl}#/fleets` });
  await page.getByRole('textbox', { name: /^Fleet file/ }).fill(pasted);
  await page.getByRole('button', { name: 'Start with this fleet' }).click();
  await expect.poll(() => page.getByRole('main').innerText(), long).toContain('expected');
  expect(await violations(page)).toEqual([]);
  await page.goto(playground('?fleet=empty'));
  await untilAnswered(page);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: /^hello, process/ }).click();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Share' }).click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  expect(await violations(page)).toEqual([]);
  await page.goto(link);
  await page.getByRole('button', { name: /^Run it/ }).waitFor();
  expect(await violations(page)).toEqual([]);
});
