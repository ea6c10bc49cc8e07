import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { visit } from './visit.mjs';

const settleMs = 3_000;
/** The engines of a browser give memory back some seconds after their work is done. */
const collectedMs = 15_000;
const minuteWithinMs = 600_000;
const second = 1_000_000;
const forkUs = 60 * second;
const lookedAt = 10;

const moment = (page) => page.getByRole('slider', { name: 'Moment that is shown' });

/** Minutes of a run, one after another, as fast as it goes. */
async function runFor(page, minutes) {
  await wait(settleMs);
  // The key of the highest speed.
  await page.keyboard.press('5');
  for (let done = 0; done < minutes; done++) {
    const before = Number(await moment(page).inputValue());
    await page.getByRole('button', { name: 'Run until' }).click();
    await page.getByRole('menuitem', { name: '1 minute on' }).click();
    await page.waitForFunction(hasStopped, before + 60 * second, { timeout: minuteWithinMs, polling: 200 });
  }
}

const hasStopped = (atLeastUs) =>
  Number(document.querySelector('input[type=range][aria-label="Moment that is shown"]').value) >= atLeastUs &&
  document.querySelector('button[aria-label="Play"]') !== null;

/** Of a run of two minutes of the shop: from the key at a moment that is over to the branch standing there, and then both. */
export async function forking(browser, url, shop) {
  const { page, close } = await visit(browser, `${url}#/play`, { fleet: shop });
  await runFor(page, 2);
  await moment(page).fill(String(forkUs));
  await page.getByText('Looking back:').waitFor();
  await wait(settleMs);
  const cpuBefore = await cpuMs(browser);
  const startMs = performance.now();
  await page.keyboard.press('F8');
  const branch = page.getByRole('region', { name: /^What if, from 60/ });
  await branch.getByRole('button', { name: /^payments, process/ }).waitFor({ timeout: minuteWithinMs });
  const forkMs = performance.now() - startMs;
  await page.getByText(/^Both stand at /).waitFor({ timeout: minuteWithinMs });
  const bothMs = performance.now() - startMs;
  const bothCpuMs = (await cpuMs(browser)) - cpuBefore;
  await close();
  return { forkMs, bothMs, bothCpuMs };
}

/**
 * Of a run of ten minutes of the shop: how long the picture of a moment takes, and what all of it holds in memory while somebody
 * looks back. As long as time goes as fast as it can, what was thrown away and not yet collected is a multiple of it.
 */
export async function lookingBack(browser, url, shop) {
  const without = await privateBytes(browser);
  const { page, close } = await visit(browser, `${url}#/play`, { fleet: shop });
  await runFor(page, 10);
  const held = async () => (without === null ? null : (await privateBytes(browser)) - without);
  const flatOutBytes = await held();
  await wait(collectedMs);
  const [fromUs, toUs] = await moment(page).evaluate(({ min, max }) => [Number(min), Number(max)]);
  const pictureMs = [];
  for (let looked = 0; looked < lookedAt; looked++) {
    const atUs = Math.round(fromUs + Math.random() * (toUs - second - fromUs));
    pictureMs.push(await moment(page).evaluate(untilPicture, atUs));
  }
  const memoryBytes = await held();
  await close();
  return { pictureMs: pictureMs.toSorted((one, other) => one - other), memoryBytes, flatOutBytes };
}

/** In the page: from the hand on the slider to the picture whose clock says another time. */
async function untilPicture(slider, atUs) {
  const clock = document.querySelector('[role=timer]');
  const before = clock.textContent;
  const startMs = performance.now();
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(slider, String(atUs));
  slider.dispatchEvent(new Event('input', { bubbles: true }));
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  while (clock.textContent === before) await frame();
  await frame();
  return performance.now() - startMs;
}

/** What the processor gave to pages and their workers, all together: on a busy machine the clock counts what others did, too. */
async function cpuMs(browser) {
  const processes = await pageProcesses(browser);
  return processes.reduce((sum, { cpuTime }) => sum + cpuTime, 0) * 1000;
}

async function pageProcesses(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.filter(({ type }) => type === 'renderer');
}

/** What pages and their workers hold for themselves alone; null where the system does not tell. */
async function privateBytes(browser) {
  const processes = await pageProcesses(browser);
  try {
    const told = await Promise.all(processes.map(({ id }) => readFile(`/proc/${id}/smaps_rollup`, 'utf8')));
    const kilobytes = told.map((text) => Number(/^Private_Dirty:\s+(\d+)/m.exec(text)[1]));
    return kilobytes.reduce((sum, each) => sum + each, 0) * 1024;
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}
