import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { violations } from '../support/axe.ts';
import { button, evidence, inSight, kept, openFile, problems, untilThere, write } from '../support/code-page.ts';
import { patience, playground, untilTrafficFlows } from '../support/fleet-page.ts';
import { visitor } from '../support/visitor.ts';

const visit = visitor();
const shop = path.resolve(import.meta.dirname, '../../../lessons/shop');
const gateway = 'services/gateway.ts';
const original = readFileSync(path.join(shop, gateway), 'utf8');

async function open(options: Parameters<typeof visit>[0] = {}): Promise<Page> {
  const page = await visit({ url: playground(), ...options });
  await untilThere(page, { isPaused: true });
  return page;
}

test('nothing of the editor is loaded before its tab is opened', async () => {
  const page = await open();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const before = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  expect(before.filter((name) => /editor|worker-/.test(name))).toEqual([]);
  await openFile(page, gateway);
  expect(asked.some((name) => /editor-types/.test(name))).toBe(true);
  expect(await inSight(page)).toContain(original.split('\n')[0]);
});

test('completion knows what hono gives, and a wrong type is a red line in words before anything is deployed', async () => {
  const page = await open();
  await write(page, gateway, `${original}\nconst count: number = 'many';\nvoid count;\n`);
  const line = original.split('\n').length + 1;
  await expect.poll(() => problems(page).innerText(), patience).toContain(`${gateway}:${line}:7`);
  expect(await problems(page).innerText()).toContain("Type 'string' is not assignable to type 'number'.");
  await expect.poll(() => evidence(page).innerText(), patience).toContain('1 type error');
  expect(await violations(page, '#evidence-code')).toEqual([]);
  await evidence(page).locator('.monaco-editor textarea').first().focus();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type("app.get('/x', (c) => c.js");
  const suggestions = page.locator('.suggest-widget.visible .monaco-list-row');
  await expect.poll(() => suggestions.first().innerText(), patience).toContain('json');
  await page.keyboard.press('Escape');
});

test('an import off the shelf and a global of browsers are refused in words; so is what the runtime cannot run', async () => {
  const page = await open();
  const wrong = `import { chunk } from 'lodash';\ndocument.title = String(chunk);\nenum Colour { Red }\n${original}`;
  await write(page, gateway, wrong);
  await expect.poll(() => problems(page).innerText(), patience).toContain('lodash is not on the shelf');
  const text = await problems(page).innerText();
  expect(text).toContain('document does not exist in a service');
  expect(text).toMatch(/services\/gateway\.ts:3:1\s+.*enum[\s\S]*cannot run like this/i);
});

test('a mistake of the fleet file is told with its place, and such a fleet does not start', async () => {
  const page = await open();
  const fleet = readFileSync(path.join(shop, 'services.fleet.yaml'), 'utf8');
  await write(page, 'services.fleet.yaml', `trafic: {}\n${fleet}`);
  await expect.poll(() => problems(page).innerText(), patience).toContain('services.fleet.yaml:1:1');
  await button(page, /^Start with this fleet/).click();
  await expect.poll(() => evidence(page).getByRole('status').innerText(), patience).toContain('cannot start');
  expect((await kept(page)).deployed).toEqual({});
});

test('the fleet begins anew with another fleet file, on a press of the keys', async () => {
  const page = await open();
  const fleet = readFileSync(path.join(shop, 'services.fleet.yaml'), 'utf8');
  await write(page, 'services.fleet.yaml', fleet.replace(/^name: .*$/m, 'name: Another shop'));
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect.poll(async () => (await kept(page)).deployed['services.fleet.yaml'], patience).toContain('Another shop');
  await untilFleetRuns(page);
});

test('what was changed is there after a reload, can be compared, reset, and had back', async () => {
  const page = await open();
  const changed = original.replace('export default app;', 'const greeting = 1;\nvoid greeting;\nexport default app;');
  await write(page, gateway, changed);
  await page.reload();
  await openFile(page, gateway);
  expect((await kept(page)).drafts[gateway]).toBe(changed);
  await expect.poll(() => evidence(page).innerText(), patience).toContain('changed, not deployed');
  for (const diff of ['Diff to deployed', 'Diff to start']) {
    await button(page, diff).click();
    const added = evidence(page).locator('.monaco-diff-editor .line-insert');
    await expect.poll(() => added.count(), patience).toBeGreaterThan(0);
    expect(await violations(page, '#evidence-code')).toEqual([]);
  }
  await button(page, 'Edit').click();
  await button(page, 'Reset file').click();
  await expect.poll(async () => (await kept(page)).drafts, patience).toEqual({});
  await button(page, 'Bring my code back').click();
  await expect.poll(async () => (await kept(page)).drafts[gateway], patience).toBe(changed);
  await button(page, 'Reset all').click();
  await expect.poll(async () => (await kept(page)).drafts, patience).toEqual({});
});

test('a new file is made, imported by another and deployed with it', async () => {
  const page = await open();
  await openFile(page, gateway);
  await button(page, 'New file').click();
  const field = evidence(page).getByRole('textbox', { name: 'Path of the new file' });
  await field.fill(gateway);
  await button(page, 'Make it').click();
  expect(await evidence(page).getByRole('alert').innerText()).toBe('There is such a file already.');
  expect(await violations(page, '#evidence-code')).toEqual([]);
  const made = 'services/greeting.ts';
  await field.fill(made);
  await page.keyboard.press('Enter');
  await evidence(page).getByRole('heading', { name: 'imported by nobody yet' }).waitFor(patience);
  await write(page, made, `export const greeting: string = 'ahoy';\n`);
  await write(page, gateway, `import { greeting } from './greeting.ts';\n${original}\nvoid greeting;\n`);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect.poll(async () => Object.keys((await kept(page)).deployed).sort(), patience).toEqual([gateway, made]);
  await evidence(page)
    .getByRole('heading', { name: 'imported by nobody yet' })
    .waitFor({ ...patience, state: 'detached' });
  expect(await violations(page, '#evidence-code')).toEqual([]);
});

test('Esc leaves the editor, and its keys are those of the page, in colours that the system forces too', async () => {
  const page = await open({ forcedColors: 'active' });
  await openFile(page, gateway);
  await evidence(page).locator('.monaco-editor textarea').first().focus();
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Command, node or fault' }).waitFor();
  await page.keyboard.press('Escape');
  await evidence(page).locator('.monaco-editor textarea').first().focus();
  await page.keyboard.press('Escape');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('title'))).toBe(gateway);
});

async function untilFleetRuns(page: Page): Promise<void> {
  await page.getByRole('tab', { name: /^Requests/ }).click();
  await untilTrafficFlows(page);
}
