import { wrap } from 'comlink';
import type { Remote } from 'comlink';
import type { EngineApi } from '../../../simulator/index.ts';
import { engineText } from './engine-assets.ts';
import { EngineProblem } from './engine-problem.ts';
import { SandboxFrame } from './sandbox-frame.ts';

/** The way to an engine in its frame. */
interface Connected {
  readonly sandbox: SandboxFrame;
  readonly engine: Remote<EngineApi>;
  /** Rejects when the engine does. */
  readonly failed: Promise<never>;
}

/** An engine that has no fleet yet. */
export async function connected(signal: AbortSignal): Promise<Connected> {
  const sandbox = new SandboxFrame();
  signal.addEventListener('abort', () => sandbox.remove(), { once: true });
  try {
    const [script] = await Promise.all([engineText('world.js'), sandbox.ready()]);
    const { port1, port2 } = new MessageChannel();
    const failed = new Promise<never>((_resolve, reject) => sandbox.onFailed((reason) => reject(notStarted([reason]))));
    sandbox.start(script, port2);
    return { sandbox, engine: wrap<EngineApi>(port1), failed };
  } catch (error) {
    sandbox.remove();
    throw error;
  }
}

export function tooLate(ms: number): Promise<never> {
  return new Promise((_resolve, reject) =>
    setTimeout(() => reject(notStarted([`it was not ready within ${ms / 1000} s`])), ms),
  );
}

function notStarted(details: readonly string[]): EngineProblem {
  return new EngineProblem(
    'The engine did not start.',
    'Try again. If it happens every time, close other heavy tabs or update the browser.',
    details,
  );
}
