import { WorkerHost } from '../workers/worker-host.ts';
import type { WorkerChannel, WorkerHostOptions } from '../workers/worker-host.ts';

/** A worker for each process, nested under the kernel's worker in the sandboxed frame. */
export function createNestedWorkerHost(
  instanceText: string,
  shelf: Readonly<Record<string, string>>,
  onHung: WorkerHostOptions['onHung'],
): WorkerHost {
  const url = URL.createObjectURL(new Blob([instanceText], { type: 'text/javascript' }));
  return new WorkerHost({
    shelf,
    onHung,
    create: (replica) => openWorker(url, replica),
    setTimer: (run, ms) => setTimeout(run, ms),
    clearTimer: (timer) => clearTimeout(timer as number),
  });
}

function openWorker(url: string, replica: string): WorkerChannel {
  const worker = new Worker(url, { name: replica });
  return {
    post: (text) => worker.postMessage(text),
    onText: (listen) => {
      worker.onmessage = (event: MessageEvent<string>) => listen(event.data);
    },
    onDeath: (listen) => {
      worker.onerror = (event) => {
        event.preventDefault();
        listen(`its worker failed: ${event.message}`);
      };
    },
    terminate: () => worker.terminate(),
  };
}
