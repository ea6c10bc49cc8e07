import { Worker } from 'node:worker_threads';

/** As many as a worker and its kernel keep busy. */
const threads = 2;

/**
 * Thousands of small functions, one after the other. What slows an engine on a machine that others use as well is caches of
 * code that the others fill too; a short loop runs just as fast then and would tell nothing.
 */
const threadText = `
const { parentPort } = require('node:worker_threads');
const bodies = Array.from({ length: 4000 }, (_, index) => new Function('state', \`
  let sum = state.sum + \${index};
  for (let round = 0; round < 3; round++) {
    sum = (Math.imul(sum, \${index * 2 + 1}) + round) | 0;
    if (sum & \${1 << index % 20}) sum ^= state.salt;
    else sum += state.sum;
  }
  state.sum = sum;
\`));
const state = { sum: 1, salt: 2 };
function timed() {
  const startedMs = performance.now();
  for (let round = 0; round < 40; round++) for (const body of bodies) body(state);
  return performance.now() - startedMs;
}
for (let warmUp = 0; warmUp < 40; warmUp++) timed();
parentPort.on('message', () => parentPort.postMessage(Math.min(timed(), timed(), timed())));
`;

/** How long the same work takes now: more where others use the machine. It runs on as many cores as an engine does. */
export class Yardstick {
  #fastestMs = Infinity;
  readonly #workers = Array.from({ length: threads }, () => new Worker(threadText, { eval: true }));

  /** Warm, so that it takes no time from what is measured first. */
  static async start(): Promise<Yardstick> {
    const yardstick = new Yardstick();
    await yardstick.read();
    return yardstick;
  }

  private constructor() {}

  /** The least it has read so far. */
  get fastestMs(): number {
    return this.#fastestMs;
  }

  /** In milliseconds, on the slower of the cores; of three times the quickest, so that no single interruption counts. */
  async read(): Promise<number> {
    const readings = await Promise.all(this.#workers.map(readingOf));
    const slower = Math.max(...readings);
    this.#fastestMs = Math.min(this.#fastestMs, slower);
    return slower;
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}

function readingOf(worker: Worker): Promise<number> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (reading: number) => {
      worker.off('error', reject);
      resolve(reading);
    });
    worker.postMessage('read');
  });
}
