import { setTimeout } from 'node:timers/promises';
import { chromium } from 'playwright-core';

const firstPictureWithinMs = 60_000;

/** Frames of a screen count only where nothing holds them back: no throttling of what is out of sight. */
export function launch(executablePath) {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-renderer-backgrounding',
      '--disable-background-timer-throttling',
    ],
  });
}

/** The page marks when the first picture of a fleet whose time moves has been painted; see src/main.tsx. */
const firstPicture = () =>
  new Promise((resolve) => {
    new PerformanceObserver((list) => {
      for (const { name, startTime } of list.getEntries()) if (name === 'first picture') resolve(startTime);
    }).observe({ type: 'mark', buffered: true });
  });

/**
 * A page of somebody who was never here. `fleet`, if given, takes the place of the fleets that the page brings along.
 * What came over the wire is counted as the browser's own network log counts it: as it was transferred, with headers.
 */
export async function visit(browser, address, { fleet } = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block' });
  const page = await context.newPage();
  const wire = await wireLog(context, page);
  if (fleet) await bringFleet(page, fleet);
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(address);
  const firstPictureMs = await Promise.race([page.evaluate(firstPicture), tooLate()]);
  return { page, firstPictureMs, transfers: wire.before(firstPictureMs), errors, close: () => context.close() };
}

async function tooLate() {
  await setTimeout(firstPictureWithinMs, undefined, { ref: false });
  throw new Error(`no fleet was to be seen within ${firstPictureWithinMs / 1000} s`);
}

async function wireLog(context, page) {
  const log = await context.newCDPSession(page);
  await log.send('Network.enable');
  const transfers = new Map();
  let startS = null;
  log.on('Network.requestWillBeSent', ({ requestId, request, timestamp }) => {
    startS ??= timestamp;
    transfers.set(requestId, { url: request.url, bytes: 0, endMs: Infinity, startMs: (timestamp - startS) * 1000 });
  });
  log.on('Network.loadingFinished', ({ requestId, encodedDataLength, timestamp }) => {
    const transfer = transfers.get(requestId);
    if (transfer) Object.assign(transfer, { bytes: encodedDataLength, endMs: (timestamp - startS) * 1000 });
  });
  return {
    before: (ms) => [...transfers.values()].filter(({ url, endMs }) => /^https?:/.test(url) && endMs <= ms),
  };
}

/** `fleet` is the text of one that was made ready; see simulator/fleet/ready/ready-fleet.ts. */
async function bringFleet(page, fleet) {
  await page.route(/\/ready-(?:services|monolith)-[\w-]+\.txt$/, (route) =>
    route.fulfill({ contentType: 'text/plain', body: fleet }),
  );
}
