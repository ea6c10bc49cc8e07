import { createContext, useContext, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { Shown } from './frame-store.ts';
import type { Session, SessionSnapshot } from './session.ts';

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('there is no session around this component');
  return session;
}

/** What the machine says, by as little as the component needs of it. */
export function useSessionState<Value>(select: (snapshot: SessionSnapshot) => Value): Value {
  const { actor } = useSession();
  return useSyncExternalStore(
    (listen) => {
      const subscription = actor.subscribe(listen);
      return () => subscription.unsubscribe();
    },
    () => select(actor.getSnapshot()),
  );
}

export function useShown<Value>(select: (shown: Shown) => Value): Value {
  return useStore(useSession().frames, select);
}
