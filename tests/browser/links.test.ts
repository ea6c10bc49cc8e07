import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { command, patience, playground, untilTrafficFlows } from './support/fleet-page.ts';
import { visitor } from './support/visitor.ts';

const visit = visitor();

const evidence = (page: Page): Locator => page.getByRole('region', { name: 'Evidence', exact: true });
const open = (page: Page, tab: string): Promise<void> => page.getByRole('tab', { name: tab }).click();
const nameOf = async (button: Locator): Promise<string> => (await button.innerText()).trim();

test('a row leads to its request, that to its steps, a step to its line of code, and a line lights up all that came from it', async () => {
  const page = await visit({ url: playground() });
  await untilTrafficFlows(page);
  await command(page, 'run until 1 second on');
  await page.getByText(/^Stopped: it is/).waitFor({ timeout: patience.timeout });
  await open(page, 'Data');
  await evidence(page).getByLabel('Store').selectOption('orders-db');
  await evidence(page).getByLabel('table').selectOption('orders');
  const writer = evidence(page)
    .getByRole('button', { name: /^Request [\da-f]{6}: show its way/ })
    .nth(10);
  const request = await nameOf(writer);
  await writer.click();

  const steps = page.getByRole('table', { name: 'Steps of the request' });
  await steps.waitFor();
  expect(await page.getByRole('tab', { name: 'Trace' }).innerText()).toContain(request);
  expect(await steps.innerText()).toContain('INSERT orders');
  const insert = steps.getByRole('row').filter({ hasText: 'INSERT orders' });
  const line = insert.getByRole('button', { name: /orders\/queries\.ts:\d+$/ });
  await line.focus();
  await expect.poll(() => insert.getAttribute('data-lit'), patience).toBe('true');
  const others = steps.getByRole('row').filter({ hasText: 'GET /users/:id' });
  expect(await others.first().getAttribute('data-lit')).toBe('false');

  // An order of a while ago has its answer: it is the chosen one among the requests.
  await open(page, 'Requests');
  await evidence(page).getByLabel('from').selectOption('checkout');
  const chosen = evidence(page)
    .getByRole('row')
    .filter({ has: page.locator('[aria-pressed="true"]') });
  expect(await chosen.innerText()).toContain('POST /orders');
});

test('a log line leads to its request, and the lines of that request can be had alone', async () => {
  const page = await visit({ url: playground() });
  await untilTrafficFlows(page);
  await command(page, 'kill payments');
  await open(page, 'Logs');
  const logged = evidence(page)
    .getByRole('button', { name: /^Request [\da-f]{6}: show its way/ })
    .first();
  await logged.waitFor({ timeout: patience.timeout });
  await page.getByRole('button', { name: 'Pause' }).click();
  // Newer lines may still be on their way to the page: the one that was read is pressed, wherever it is now.
  const request = await nameOf(logged);
  await evidence(page)
    .getByRole('button', { name: `Request ${request.replace('#', '')}: show its way` })
    .first()
    .click();
  expect(await page.getByRole('tab', { name: 'Trace' }).innerText()).toContain(request);
  await open(page, 'Logs');
  await evidence(page).getByLabel(`of request ${request} alone`).check();
  const requests = evidence(page).getByRole('button', { name: /^Request [\da-f]{6}: show its way/ });
  await expect
    .poll(async () => [...new Set(await requests.allInnerTexts())].map((text) => text.trim()), patience)
    .toEqual([request]);
});
