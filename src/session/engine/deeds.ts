import type { Session } from '../session.ts';
import type { EngineInUse } from './engine-in-use.ts';

const isOver = { ok: false, why: 'what is over cannot be changed: go back to now', mistakes: [] } as const;

/** What can be done to the fleet in use. Buttons are off while somebody looks back; this is for whoever pressed one just before. */
export function deedsOn(engine: EngineInUse, actor: Session['actor']): Pick<Session, 'act' | 'attempt' | 'undo'> {
  const looksBack = (): boolean => actor.getSnapshot().matches({ active: 'past' });
  return {
    act: (...deeds) => {
      if (looksBack()) return;
      for (const deed of deeds) engine.move((client) => client.engine.act({ sizes: {}, ...deed }));
    },
    attempt: async (deed) => (looksBack() ? isOver : engine.attempt(deed)),
    undo: (...ids) => {
      if (looksBack()) return;
      for (const id of ids) engine.move((client) => client.engine.undo(id));
    },
  };
}
