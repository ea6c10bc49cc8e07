import { visit } from './visit.mjs';

/** What is run: of the page, and of the engine, which the page hands over as text. Only SQLite itself is not JavaScript. */
const isScript = ({ url }) => /\.(?:js|json|txt)$/.test(new URL(url).pathname);

/** What had come over the wire by the time of the first picture of a running fleet. */
export async function weightOf(browser, address) {
  const { transfers, firstPictureMs, page, close } = await visit(browser, address);
  const paintMs = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime);
  await close();
  const assets = transfers
    .filter(({ bytes }) => bytes > 0)
    .map((transfer) => ({
      name:
        new URL(transfer.url).pathname
          .split('/')
          .at(-1)
          .replace(/-[\w-]{8}(?=\.\w+$)/, '') || 'index.html',
      bytes: transfer.bytes,
      isScript: isScript(transfer),
    }))
    .toSorted((one, other) => other.bytes - one.bytes);
  const scriptBytes = assets.filter((asset) => asset.isScript).reduce((sum, { bytes }) => sum + bytes, 0);
  return { assets, scriptBytes, firstPictureMs, paintMs };
}
