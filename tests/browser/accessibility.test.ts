import { expect, test } from 'vitest';
import { violations } from './support/axe.ts';
import { command, newest, options, patience, playground, untilTrafficFlows } from './support/fleet-page.ts';
import { untilThere } from './support/code-page.ts';
import { pageUrl } from './support/addresses.ts';
import { visitor } from './support/visitor.ts';

const visit = visitor();

test('axe finds nothing on the home page', async () => {
  const page = await visit();
  await page.getByRole('link', { name: 'Start with one request' }).waitFor();
  expect(await violations(page)).toEqual([]);
});

test('axe finds nothing in the playground while things fail', async () => {
  const page = await visit({ url: playground() });
  await untilTrafficFlows(page);
  await command(page, 'kill payments');
  await expect.poll(() => newest(page, 'POST /orders', 'failed'), patience).toBeGreaterThan(0);
  await page.keyboard.press('Space');
  expect(await violations(page)).toEqual([]);
  for (const tab of ['Logs', 'Events', 'Data', 'Breakers and sagas']) {
    await page.getByRole('tab', { name: tab }).click();
    await page.getByRole('table').last().waitFor();
    expect(await violations(page)).toEqual([]);
  }
  await page.keyboard.press('ControlOrMeta+k');
  await options(page).first().waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.getByRole('heading', { name: 'Keyboard' }).waitFor();
  expect(await violations(page)).toEqual([]);
});

test('axe finds nothing in the first minute', async () => {
  const page = await visit({ url: playground('?traffic=off') });
  await page.getByRole('button', { name: 'Send one order' }).waitFor();
  expect(await violations(page)).toEqual([]);
});

test('at the width of a page that is enlarged four times nothing has to be scrolled sideways or lies over another', async () => {
  const page = await visit({ url: playground(), viewport: { width: 320, height: 640 } });
  await untilThere(page);
  const heads = page.locator('header').first();
  for (const tab of ['Canvas', 'Inspect', 'Evidence']) {
    await page.getByRole('tab', { name: tab }).click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    const boxes = await heads.locator('button:visible, a:visible').evaluateAll((all) =>
      all.map((each) => {
        const { left, right } = each.getBoundingClientRect();
        return [Math.round(left), Math.round(right)] as const;
      }),
    );
    for (const [index, [left, right]] of boxes.entries()) {
      expect(right).toBeLessThanOrEqual(320);
      expect(left).toBeGreaterThanOrEqual(boxes[index - 1]?.[1] ?? 0);
    }
  }
});

test('axe finds nothing on a phone', async () => {
  const options = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const page = await visit({ url: playground(), ...options });
  for (const tab of ['Evidence', 'Inspect', 'Canvas']) {
    await page.getByRole('tab', { name: tab }).tap();
    if (tab === 'Evidence') await untilTrafficFlows(page);
    expect(await violations(page)).toEqual([]);
  }
  await page.goto(`${pageUrl}#/`);
  await page.getByRole('link', { name: 'Start with one request' }).waitFor();
  expect(await violations(page)).toEqual([]);
});
