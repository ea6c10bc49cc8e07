import { setTimeout as wait } from 'node:timers/promises';
import { traced } from './trace.mjs';
import { visit } from './visit.mjs';

const settleMs = 4_000;
const watchMs = 8_000;
const panMs = 5_000;

/** Times between pictures, and tasks that kept the page from answering, while `during` goes on. */
async function watched(page, during) {
  await page.evaluate(() => {
    const seen = { betweenMs: [], tasksMs: [], isOver: false };
    window.seen = seen;
    let lastMs = performance.now();
    requestAnimationFrame(function next(nowMs) {
      seen.betweenMs.push(nowMs - lastMs);
      lastMs = nowMs;
      if (!seen.isOver) requestAnimationFrame(next);
    });
    // Shorter ones than 50 ms are not told of.
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.tasksMs.push(duration);
    }).observe({ type: 'longtask' });
  });
  const longestTaskCpuMs = await traced(page, during);
  const { betweenMs, tasksMs } = await page.evaluate(() => {
    window.seen.isOver = true;
    return window.seen;
  });
  // The first is the time since nobody knows what.
  const sorted = betweenMs.slice(1).toSorted((one, other) => one - other);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Infinity;
  return { p50: at(0.5), p95: at(0.95), longestTaskMs: Math.max(0, ...tasksMs), longestTaskCpuMs };
}

export async function busyFrames(browser, url, fleet) {
  const { page, close } = await visit(browser, `${url}#/play`, { fleet });
  await wait(settleMs);
  const frames = await watched(page, () => wait(watchMs));
  await close();
  return frames;
}

/** The same fleet twice on one clock. */
export async function pairFrames(browser, url, fleet) {
  const { page, close } = await visit(browser, `${url}#/compare`, { fleet });
  await wait(settleMs * 2);
  const before = await virtualMs(page);
  const frames = await watched(page, () => wait(watchMs));
  const speed = ((await virtualMs(page)) - before) / watchMs;
  await close();
  return { ...frames, speed };
}

export async function flatOut(browser, url, fleet) {
  const { page, close } = await visit(browser, `${url}#/play`, { fleet });
  await wait(settleMs);
  // The key of the highest speed.
  await page.keyboard.press('5');
  const before = await virtualMs(page);
  const frames = await watched(page, () => wait(watchMs));
  const speed = ((await virtualMs(page)) - before) / watchMs;
  await close();
  return { ...frames, speed };
}

export async function panning(browser, url, fleet) {
  const { page, close } = await visit(browser, `${url}#/play`, { fleet });
  await wait(settleMs);
  const box = await page.locator('.react-flow__pane').boundingBox();
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const pan = async () => {
    await page.mouse.move(middle.x, middle.y);
    await page.mouse.down();
    const startMs = performance.now();
    while (performance.now() - startMs < panMs) {
      const angle = (performance.now() - startMs) / 400;
      await page.mouse.move(middle.x + 180 * Math.sin(angle), middle.y + 90 * Math.sin(angle * 1.7));
    }
    await page.mouse.up();
  };
  const far = await watched(page, pan);
  // Near enough for names and figures, where things are elements and not paint.
  await page.mouse.move(middle.x, middle.y);
  for (let step = 0; step < 40 && !(await isNear(page)); step++) {
    await page.mouse.wheel(0, -120);
    await wait(60);
  }
  await wait(1_000);
  const near = await watched(page, pan);
  await close();
  return { far, near };
}

const zoomNear = 0.8;

async function isNear(page) {
  const transform = await page.locator('.react-flow__viewport').getAttribute('style');
  return Number(/scale\(([\d.]+)\)/.exec(transform ?? '')?.[1]) >= zoomNear;
}

async function virtualMs(page) {
  const text = await page.getByRole('timer').innerText();
  const [, hours = 0, minutes = 0, seconds = 0] = /(?:(\d+):)?(\d+):(\d\d\.\d{3})/.exec(text) ?? [];
  return Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1_000;
}
