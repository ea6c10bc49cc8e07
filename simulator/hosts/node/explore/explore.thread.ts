import { parentPort, workerData } from 'node:worker_threads';
import { inlineRunner } from './inline-runner.ts';
import type { ExploreThreadData, FromExploreThread, ToExploreThread } from './explore-protocol.ts';

const port = parentPort!;
const post = (message: FromExploreThread): void => port.postMessage(message);
const nowMs = performance.now.bind(performance);
const aliveEveryMs = 500;
let lastMs = 0;

function sayAlive(): null {
  if (nowMs() - lastMs > aliveEveryMs) {
    lastMs = nowMs();
    post({ kind: 'alive' });
  }
  return null;
}

const { surroundings, fleet } = workerData as ExploreThreadData;
const runOne = inlineRunner(surroundings, fleet, sayAlive);

port.on('message', (plan: ToExploreThread) => {
  runOne(plan).then(
    (outcome) => post({ kind: 'done', outcome }),
    (error: unknown) =>
      post({ kind: 'failed', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
