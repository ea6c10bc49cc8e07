import type { Session } from '../session.ts';
import type { EngineInUse } from './engine-in-use.ts';

type Deeds = Pick<Session, 'act' | 'attempt' | 'undo'>;

const isOver = { ok: false, why: 'what is over cannot be changed: go back to now', mistakes: [] } as const;

/** What can be done to the fleet in use. */
export function deedsOn(engine: EngineInUse, actor: Session['actor']): Deeds {
  return ofNow(actor, {
    act: (...deeds) => {
      for (const deed of deeds) engine.move((client) => client.engine.act({ sizes: {}, ...deed }));
    },
    attempt: (deed) => engine.attempt(deed),
    undo: (...ids) => {
      for (const id of ids) engine.move((client) => client.engine.undo(id));
    },
  });
}

/** Nothing is done while somebody looks back. Buttons are off then; this is for whoever pressed one just before. */
export function ofNow(actor: Session['actor'], { act, attempt, undo }: Deeds): Deeds {
  const looksBack = (): boolean => actor.getSnapshot().matches({ active: 'past' });
  return {
    act: (...deeds) => {
      if (!looksBack()) act(...deeds);
    },
    attempt: async (deed) => (looksBack() ? isOver : attempt(deed)),
    undo: (...ids) => {
      if (!looksBack()) undo(...ids);
    },
  };
}
