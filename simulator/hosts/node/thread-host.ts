import { Worker } from 'node:worker_threads';
import instanceText from './instance.thread.ts?workertext';
import { WorkerHost } from '../workers/worker-host.ts';
import type { WorkerChannel, WorkerHostOptions } from '../workers/worker-host.ts';

const heapMegabytesMax = 512;

/** One thread of Node for each process. */
export function createThreadHost(
  shelf: Readonly<Record<string, string>>,
  onHung: WorkerHostOptions['onHung'],
): WorkerHost {
  return new WorkerHost({
    shelf,
    onHung,
    create: openThread,
    setTimer: setTimeout,
    clearTimer: (timer) => clearTimeout(timer as NodeJS.Timeout),
  });
}

function openThread(replica: string): WorkerChannel {
  const worker = new Worker(instanceText, {
    eval: true,
    name: replica,
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytesMax },
  });
  return {
    post: (text) => worker.postMessage(text),
    onText: (listen) => void worker.on('message', listen),
    onDeath: (listen) => {
      worker.on('error', (error) =>
        listen(
          isOutOfMemory(error)
            ? `used more than ${heapMegabytesMax} MB of real memory`
            : `its thread failed: ${error.message}`,
        ),
      );
    },
    terminate: () => void worker.terminate(),
  };
}

function isOutOfMemory(error: Error): boolean {
  return 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
