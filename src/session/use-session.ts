import { createContext, useContext, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { EngineFrame, FleetMap } from '../../simulator/index.ts';
import type { Session, SessionSnapshot } from './session.ts';
import type { LessonState } from './lessons/lesson-store.ts';
import type { Breaking } from './stores/breaking-store.ts';
import type { Shown } from './stores/frame-store.ts';
import type { Moment } from './stores/moment-store.ts';
import type { Screen } from './stores/screen-store.ts';
import type { Selection } from './stores/selection-store.ts';

export const SessionContext = createContext<Session | null>(null);

/** How a fleet is called where there are two on one page: what is named after it has to be told apart. */
export const FleetNameContext = createContext<string | null>(null);

/** `The fleet as a table`, or `The fleet as a table: Monolith` beside another one. */
export function useNamed(label: string): string {
  const name = useContext(FleetNameContext);
  return name === null ? label : `${label}: ${name}`;
}

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

/** Of the latest frame; null while there is none. What `select` makes anew each time needs zustand's `useShallow`. */
export function useFrame<Value>(select: (frame: EngineFrame) => Value): Value | null {
  return useShown(({ frame }) => (frame ? select(frame) : null));
}

/** A fleet that is being started already sends frames, and is not to be touched yet. */
export function useIsThere(): boolean {
  const isActive = useSessionState((snapshot) => snapshot.matches('active'));
  return useShown(({ frame }) => frame !== null) && isActive;
}

/** What stands in the fleet; null until it is loaded. */
export function useMap(): FleetMap | null {
  return useShown(({ map }) => map);
}

export function useSelection<Value>(select: (selection: Selection) => Value): Value {
  return useStore(useSession().selection, select);
}

export function useMoment<Value>(select: (moment: Moment) => Value): Value {
  return useStore(useSession().moment, select);
}

export function useScreen<Value>(select: (screen: Screen) => Value): Value {
  return useStore(useSession().screen, select);
}

export function useLesson<Value>(select: (lesson: LessonState) => Value): Value {
  return useStore(useSession().lesson, select);
}

export function useBreaking<Value>(select: (breaking: Breaking) => Value): Value {
  return useStore(useSession().breaking, select);
}
