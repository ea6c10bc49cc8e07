import { createActor, fromPromise } from 'xstate';
import type { ActorRefFrom, SnapshotFrom } from 'xstate';
import { problemOf } from './engine-problem.ts';
import { createFrameStore } from './frame-store.ts';
import type { FrameStore } from './frame-store.ts';
import { sessionMachine } from './session-machine.ts';
import { shapes } from './shapes.ts';
import type { Shape } from './shapes.ts';
import { WorldClient } from './world-client.ts';

/** Until an address can name another one. */
export const seed = '7';

export type SessionSnapshot = SnapshotFrom<typeof sessionMachine>;

/** One person's fleet: what may happen, what is shown, and what can be done to it. */
export interface Session {
  readonly actor: ActorRefFrom<typeof sessionMachine>;
  readonly frames: FrameStore;
  /** Breaks something, or restores it. */
  readonly act: (verb: string, target: string) => void;
}

export function createSession(): Session {
  const frames = createFrameStore();
  let client: WorldClient | null = null;
  const boot = fromPromise<void, { readonly shape: Shape }>(async ({ input, signal }) => {
    const { shopFiles } = await import('./shop-files.ts');
    const opened = await WorldClient.open(
      { files: shopFiles, entry: shapes[input.shape].entry, seed, host: 'workers' },
      {
        frame: (frame) => frames.take(frame, performance.now()),
        lost: (reason) => actor.send({ type: 'engine lost', reason }),
      },
      signal,
    );
    client = opened;
    frames.setState({ stores: opened.stores });
  });
  const machine = sessionMachine.provide({
    actors: { boot },
    actions: {
      playEngine: (_, { speed }) => void client?.engine.play(speed),
      pauseEngine: () => void client?.engine.pause(),
      dropEngine: () => {
        client?.dispose();
        client = null;
        frames.clear();
      },
    },
  });
  const actor: Session['actor'] = createActor(machine, { input: { shape: 'services' } });
  actor.start();
  return {
    actor,
    frames,
    act: (verb, target) => {
      client?.engine
        .act({ verb, target, sizes: {} })
        .catch((error: unknown) => actor.send({ type: 'engine lost', reason: problemOf(error).message }));
    },
  };
}
