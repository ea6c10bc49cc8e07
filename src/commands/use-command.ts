import { useCallback, useSyncExternalStore } from 'react';
import { useSession } from '../session/use-session.ts';
import type { Command } from './command.ts';

/** A command for whoever shows it as a button or an entry of a menu. */
export function useCommand(command: Command): { readonly isPossible: boolean; readonly run: () => void } {
  const session = useSession();
  const listen = useCallback(
    (changed: () => void) => {
      const subscription = session.actor.subscribe(changed);
      const stops = [
        session.frames.subscribe(changed),
        session.screen.subscribe(changed),
        session.moment.subscribe(changed),
        session.work.subscribe(changed),
        session.code.subscribe(changed),
        session.editing.subscribe(changed),
        session.lesson.subscribe(changed),
      ];
      return () => {
        subscription.unsubscribe();
        for (const stop of stops) stop();
      };
    },
    [session],
  );
  const isPossible = useSyncExternalStore(listen, () => command.isPossible(session));
  return { isPossible, run: () => command.run(session) };
}
